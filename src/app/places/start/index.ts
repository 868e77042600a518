import { place } from '../../place.ts';
import Start from './Start.svelte';
import { StartPlace } from './start-place.ts';

/** What stands in the middle of the page before there are sources. */
export default place({
	name: 'start',
	title: null,
	meaning: 'shows the ways to begin while there is no data yet',
	order: 0,
	keeps: [],
	open: (services) => new StartPlace(services),
	parts: { empty: Start }
});
