import { late } from '../../services/late.ts';
import { place } from '../../place.ts';
import { AlertsPlace } from './alerts-place.svelte.ts';

/** All alerts, and what the recipe says of every one of them. */
export default place({
	name: 'alerts',
	title: 'Alerts',
	meaning: 'lists the alerts, finds some by words, and runs the recipe over every one',
	order: 40,
	keeps: [],
	open: (services) => new AlertsPlace(services),
	parts: { main: late(() => import('./Alerts.svelte')) }
});
