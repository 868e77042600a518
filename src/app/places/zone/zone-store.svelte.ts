import { Failure } from '#lib/failure.ts';
import { utc, type Zone } from '#lib/zone.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import type { Capabilities, Services } from '../../services/services.ts';
import { machineZone } from './machine-zone.ts';
import { otherZone, zoneSaid, type ZoneChoice } from './zone-words.ts';

/** What the choice is kept under. */
export const SETTING = 'zone';

/** What of the rest of the page a choice of zone takes. */
export type ZoneServices = Pick<Services, 'storage' | 'platform' | 'voice'>;

/** In which zone the page shows times: the one place that knows it. Nothing but what is shown follows it. */
export class ZoneStore implements PlaceState {
	/** Kept by its role and not by its name: a machine that travels takes its own zone along. */
	#choice = $state.raw<ZoneChoice>('utc');
	/** That of this machine; UTC where the browser names none that it knows. */
	readonly machine: Zone;
	readonly offers: Pick<Capabilities, 'shownZone'> = { shownZone: () => this.shown };
	readonly #services: ZoneServices;

	constructor(services: ZoneServices) {
		this.#services = services;
		this.machine = machineZone(services.platform.zone());
	}

	get shown(): Zone {
		return this.#choice === 'utc' ? utc : this.machine;
	}

	get commands(): readonly Command[] {
		const does = 'show times in the zone of this machine, or in UTC again';
		return [
			{
				id: 'zone',
				title: otherZone(this),
				group: 'action',
				press: { key: 'u', does },
				act: () => this.turn()
			}
		];
	}

	async load(): Promise<void> {
		const kept = await (await this.#services.storage).setting(SETTING, choiceOf);
		if (kept !== null) this.#choice = kept;
	}

	async choose(choice: ZoneChoice): Promise<void> {
		this.#choice = choice;
		await (await this.#services.storage).keepSetting(SETTING, choice);
	}

	/** Shows times in the zone of this machine, or in UTC again, and says so. */
	turn(): void {
		void this.choose(this.shown.isUtc ? 'machine' : 'utc');
		const { voice } = this.#services;
		if (this.machine.isUtc) voice.say(zoneSaid(this));
		else voice.tell(zoneSaid(this));
	}
}

function choiceOf(kept: unknown): ZoneChoice {
	if (kept === 'utc' || kept === 'machine') return kept;
	throw new Failure('usage', `no zone to show times in: ${JSON.stringify(kept)}`);
}
