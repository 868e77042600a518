import { place } from '../../place.ts';
import Category from './Category.svelte';
import { keptCategories } from './kept-categories.ts';
import { CategoryStore } from './category-store.svelte.ts';

/** What the analyst calls an alert; the page never gives a category by itself. */
export default place({
	name: 'category',
	title: null,
	meaning: 'gives an alert a category, as in Sguil',
	order: 0,
	keeps: [{ collection: keptCategories, of: 'a case', since: '0.1.0' }],
	open: (services) => new CategoryStore(services),
	parts: { alert: Category }
});
