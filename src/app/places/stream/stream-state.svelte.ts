import type { PickedFlow } from '#cells/shown.ts';
import type { PlaceState } from '../../place.ts';
import type { Capabilities, Services } from '../../services/services.ts';

export class StreamState implements PlaceState {
	readonly services: Services;
	/** It is opened from a row, a record or a cell, and from nowhere else. */
	readonly commands = [];
	/** Null where none is shown. */
	flow = $state.raw<PickedFlow | null>(null);
	readonly offers: Pick<Capabilities, 'followStream'> = {
		followStream: (flow) => (this.flow = flow)
	};

	constructor(services: Services) {
		this.services = services;
	}

	close(): void {
		this.flow = null;
	}
}
