import { place } from '../../place.ts';
import Incoming from './Incoming.svelte';
import { RecipePlace } from './recipe-place.ts';
import Recipe from './Recipe.svelte';

/** The recipe as prose, questions and SQL. */
export default place({
	name: 'recipe',
	title: 'Recipe',
	meaning: 'shows the recipe whole, with its SQL and its values, and hands it over to others',
	order: 30,
	keeps: [],
	open: (services) => new RecipePlace(services),
	parts: { main: Recipe, first: Incoming }
});
