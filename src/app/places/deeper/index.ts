import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { keptDeferred } from './kept-deferred.ts';
import { DeeperState } from './deeper-state.svelte.ts';
import DeferDialog from './DeferDialog.svelte';
import LookDeeper from './LookDeeper.svelte';

/** The look-deeper file: alerts of every case that were put off. */
export default place({
	name: 'deeper',
	title: 'Deeper',
	meaning: 'keeps alerts that were put off, and wakes them once what they wait for is loaded',
	order: 50,
	keeps: [{ collection: keptDeferred, of: 'no case', since: '0.1.0' }],
	open: (services) => new DeeperState(services),
	parts: { main: late(() => import('./DeeperPanel.svelte')), alert: LookDeeper, over: DeferDialog }
});
