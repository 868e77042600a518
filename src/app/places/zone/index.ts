import { place } from '../../place.ts';
import ZoneField from './ZoneField.svelte';
import { SETTING, ZoneStore } from './zone-store.svelte.ts';

/** In which zone the page shows times. */
export default place({
	name: 'zone',
	title: null,
	meaning: 'shows every time on the page in UTC, or as the clocks of this machine have it',
	order: 0,
	keeps: [{ setting: SETTING, what: 'the zone that times are shown in', since: '0.1.0' }],
	open: (services) => new ZoneStore(services),
	parts: { foot: ZoneField }
});
