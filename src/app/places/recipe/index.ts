import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { RecipePlace } from './recipe-place.ts';

/** The recipe as prose, questions and SQL. */
export default place({
	name: 'recipe',
	title: 'Recipe',
	meaning: 'shows the recipe whole, with its SQL and its values, and hands it over to others',
	order: 30,
	keeps: [],
	open: (services) => new RecipePlace(services),
	parts: {
		main: late(() => import('./Recipe.svelte')),
		first: late(() => import('./Incoming.svelte'))
	}
});
