import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { keptRecipes, keptVersions } from './kept-recipes.ts';
import { SHIPPED_USED } from './shipped-use.ts';
import { ShelfState } from './shelf-state.svelte.ts';
import ShelfWatch from './ShelfWatch.svelte';

/** Every recipe that there is: shipped, one's own, and those from links, files and folders. */
export default place({
	name: 'shelf',
	title: 'Shelf',
	meaning: 'has every recipe that there is, with its versions, and takes others in and out',
	order: 31,
	keeps: [
		{ collection: keptRecipes, of: 'no case', since: '0.1.0' },
		{ collection: keptVersions, of: 'no case', since: '0.1.0' },
		{ setting: SHIPPED_USED, what: 'when each shipped recipe was used last', since: '0.1.0' }
	],
	open: (services) => new ShelfState(services),
	parts: { main: late(() => import('./Shelf.svelte')), over: ShelfWatch }
});
