import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { AboutState } from './about-state.svelte.ts';

/** What this page is made of, and what it keeps. */
export default place({
	name: 'about',
	title: 'About',
	meaning:
		'says which versions run, what is kept in this browser and how to delete it, and the keys',
	order: 90,
	keeps: [],
	open: (services) => new AboutState(services),
	parts: { main: late(() => import('./About.svelte')) }
});
