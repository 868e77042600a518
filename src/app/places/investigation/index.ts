import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { InvestigationPlace } from './investigation-place.svelte.ts';

/** The alert at hand, asked along every path. */
export default place({
	name: 'investigation',
	title: 'Investigation',
	meaning: 'asks the alert at hand along every path, and holds the paths side by side',
	order: 10,
	needsSources: true,
	below: ['selection'],
	keeps: [],
	open: (services) => new InvestigationPlace(services),
	parts: { main: late(() => import('./InvestigationView.svelte')) }
});
