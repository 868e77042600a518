import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import TrustMarks from './TrustMarks.svelte';
import { TrustsPlace } from './trusts-place.ts';

/** What is taken on trust, and whether it may be. */
export default place({
	name: 'trusts',
	title: 'Trusts',
	meaning:
		'shows the claims that steps lean on, who answers for them, and what a test of each said',
	order: 60,
	keeps: [],
	open: (services) => new TrustsPlace(services),
	parts: { main: late(() => import('./TrustsPanel.svelte')), rail: TrustMarks }
});
