import { Failure } from '#lib/failure.ts';
import { utc, type Zone } from '#lib/zone.ts';
import { machineZone } from './machine-zone.ts';
import type { Storage } from './storage.ts';
import type { ZoneChoice, ZoneState } from './workbench.ts';

const SETTING = 'zone';

/** In which zone the page shows times: the one place that knows it. Nothing but what is shown follows it. */
export class ZoneStore implements ZoneState {
	/** Kept by its role and not by its name: a machine that travels takes its own zone along. */
	#choice = $state.raw<ZoneChoice>('utc');
	readonly machine: Zone;
	readonly #storage: Promise<Storage>;

	/** @param machine IANA name of the zone of this machine */
	constructor(storage: Promise<Storage>, machine: string) {
		this.#storage = storage;
		this.machine = machineZone(machine);
	}

	get shown(): Zone {
		return this.#choice === 'utc' ? utc : this.machine;
	}

	async load(): Promise<void> {
		const kept = await (await this.#storage).setting(SETTING, choiceOf);
		if (kept !== null) this.#choice = kept;
	}

	async choose(choice: ZoneChoice): Promise<void> {
		this.#choice = choice;
		await (await this.#storage).keepSetting(SETTING, choice);
	}
}

function choiceOf(kept: unknown): ZoneChoice {
	if (kept === 'utc' || kept === 'machine') return kept;
	throw new Failure('usage', `no zone to show times in: ${JSON.stringify(kept)}`);
}
