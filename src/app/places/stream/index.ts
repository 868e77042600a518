import { place } from '../../place.ts';
import StreamDrawer from './StreamDrawer.svelte';
import { StreamState } from './stream-state.svelte.ts';

/** What was said in a flow of packets. */
export default place({
	name: 'stream',
	title: null,
	meaning: 'shows what both ends of a flow said, put together from its packets, and saves them',
	order: 0,
	keeps: [],
	open: (services) => new StreamState(services),
	parts: { over: StreamDrawer }
});
