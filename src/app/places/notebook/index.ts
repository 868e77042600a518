import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { ON_DEMAND } from './asked-edits.ts';
import { keptFolds } from './kept-folds.ts';
import { NotebookPlace } from './notebook-place.svelte.ts';

/** The recipe at hand from top to bottom, running, where it is written. */
export default place({
	name: 'notebook',
	title: 'Notebook',
	meaning:
		'shows the recipe from top to bottom with what each cell gives, and lets it be written there',
	order: 17,
	below: ['time', 'selection'],
	keeps: [
		{
			setting: ON_DEMAND,
			what: 'whether cells are run as they are edited, or only when asked',
			since: '0.1.0'
		},
		{ collection: keptFolds, of: 'a case', since: '0.1.0' }
	],
	open: (services) => new NotebookPlace(services),
	parts: { main: late(() => import('./Notebook.svelte')) }
});
