import type { RecordPlace } from '#investigation/record-place.ts';
import type { PlaceState } from '../../place.ts';
import type { Capabilities, Services } from '../../services/services.ts';

/** The record whose bytes are shown where no table has its row: of a reject, of a pin, of what was put off. */
export class BytesState implements PlaceState {
	readonly services: Services;
	/** It is opened from where a record is told, and from nowhere else. */
	readonly commands = [];
	/** Null where none is shown. */
	place = $state.raw<RecordPlace | null>(null);
	readonly offers: Pick<Capabilities, 'openBytes'> = {
		openBytes: (place) => (this.place = place)
	};

	constructor(services: Services) {
		this.services = services;
	}

	close(): void {
		this.place = null;
	}
}
