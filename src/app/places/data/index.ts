import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { DataPlace } from './data-place.svelte.ts';

/** The sources, their receipts, and what is in the database because of them. */
export default place({
	name: 'data',
	title: 'Data',
	meaning:
		'takes sources in and out, and shows their receipts, their rows and what they can speak for',
	order: 20,
	needsSources: true,
	below: ['selection'],
	keeps: [],
	open: (services) => new DataPlace(services),
	parts: { main: late(() => import('./DataPanel.svelte')) }
});
