import type { PlaceState } from '../../place.ts';
import type { Services } from '../../services/services.ts';

/** Ways to begin, where there is nothing yet. */
export class StartPlace implements PlaceState {
	readonly services: Services;
	readonly commands = [];

	constructor(services: Services) {
		this.services = services;
	}
}
