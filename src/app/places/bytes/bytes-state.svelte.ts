import type { RecordPlace } from '#investigation/record-place.ts';
import type { StepRow } from '#investigation/step-tools.ts';
import type { PlaceState } from '../../place.ts';
import type { Capabilities, Services } from '../../services/services.ts';

/** Whose bytes are shown, and the row behind a step that they were opened from; null where it was none. */
export interface OpenRecord {
	place: RecordPlace;
	row: StepRow | null;
}

export class BytesState implements PlaceState {
	readonly services: Services;
	/** It is opened from a row, and from nowhere else. */
	readonly commands = [];
	/** Null where none are shown. */
	record = $state.raw<OpenRecord | null>(null);
	readonly offers: Pick<Capabilities, 'openBytes'> = {
		openBytes: (place, row) => (this.record = { place, row: row ?? null })
	};

	constructor(services: Services) {
		this.services = services;
	}

	/** Null where they were opened from no row behind a step. */
	get isPinned(): boolean | null {
		const row = this.record?.row ?? null;
		if (row === null) return null;
		const pins = this.services.ask('pins')?.();
		return (pins?.rowPinOf(row.cell, row.columns, row.values) ?? null) !== null;
	}

	/** Pins the row that they were opened from, or unpins it. */
	pin(): void {
		const row = this.record?.row ?? null;
		if (row !== null) void this.services.ask('pins')?.().pinRow(row.cell, row.columns, row.values);
	}

	close(): void {
		this.record = null;
	}
}
