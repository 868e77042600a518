import { place } from '../../place.ts';
import { BytesState } from './bytes-state.svelte.ts';
import RecordDrawer from './RecordDrawer.svelte';

/** The very bytes that a row came from. */
export default place({
	name: 'bytes',
	title: null,
	meaning: 'shows the bytes of a record, as they are in its source',
	order: 0,
	keeps: [],
	open: (services) => new BytesState(services),
	parts: { over: RecordDrawer }
});
