import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { SelectionState } from './selection-state.svelte.ts';

/** What is chosen on the page, and holds for every table and picture of it. */
export default place({
	name: 'linked',
	title: null,
	meaning: 'narrows every table and picture to the rows that are chosen in one of them, or in time',
	order: 95,
	keeps: [],
	open: (services) => new SelectionState(services),
	parts: {
		time: late(() => import('./TimeLine.svelte')),
		selection: late(() => import('./SelectionLine.svelte'))
	}
});
