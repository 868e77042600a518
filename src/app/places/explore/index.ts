import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { keptQuestions } from './kept-questions.ts';
import { ExploreState } from './explore-state.svelte.ts';

/** Asks whatever is loaded, also where there is no alert. */
export default place({
	name: 'explore',
	title: 'Explore',
	meaning: 'asks questions of all that is loaded, with or without an alert',
	order: 15,
	needsSources: true,
	below: ['time', 'selection'],
	keeps: [{ collection: keptQuestions, of: 'a case', since: '0.1.0' }],
	open: (services) => new ExploreState(services),
	parts: { main: late(() => import('./Explore.svelte')) }
});
