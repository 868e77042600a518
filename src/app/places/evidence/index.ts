import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { keptPins } from './kept-pins.ts';
import { EvidenceStore } from './evidence-store.svelte.ts';

/** Facts that the analyst keeps, each with its query, its row and its bytes. */
export default place({
	name: 'evidence',
	title: null,
	meaning: 'keeps answers and rows of an alert as they were, and says in what they differ from now',
	order: 0,
	keeps: [{ collection: keptPins, of: 'a case', since: '0.1.0' }],
	open: (services) => new EvidenceStore(services),
	parts: { steps: late(() => import('./EvidencePart.svelte')) }
});
