import { place } from '../../place.ts';
import { PivotState } from './pivot-state.svelte.ts';
import Pivots from './Pivots.svelte';

/** From a value to wherever else it stands. */
export default place({
	name: 'pivot',
	title: null,
	meaning: 'opens the menu of a value, and the rows of all tables that hold it',
	order: 0,
	keeps: [],
	open: (services) => new PivotState(services),
	parts: { over: Pivots }
});
