import { place } from '../../place.ts';
import { NotebookPlace } from './notebook-place.svelte.ts';
import Notebook from './Notebook.svelte';

/** The recipe at hand from top to bottom, running, where it is written. */
export default place({
	name: 'notebook',
	title: 'Notebook',
	meaning:
		'shows the recipe from top to bottom with what each cell gives, and lets it be written there',
	order: 17,
	below: ['time', 'selection'],
	keeps: [],
	open: (services) => new NotebookPlace(services),
	parts: { main: Notebook }
});
