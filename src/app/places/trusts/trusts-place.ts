import type { Trust } from '#investigation/result.ts';
import type { PlaceState } from '../../place.ts';
import type { Services } from '../../services/services.ts';

/** The claims of prevention that the recipe leans on, as they were tested for the alert at hand. */
export class TrustsPlace implements PlaceState {
	readonly services: Services;
	readonly commands = [];

	constructor(services: Services) {
		this.services = services;
	}

	get trusts(): readonly Trust[] {
		return this.services.investigation.result?.trusts ?? [];
	}

	get badge(): string {
		return `${this.trusts.length}`;
	}
}
