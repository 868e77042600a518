import { tick } from 'svelte';
import type { AlertRow } from '#investigation/result.ts';
import { numberText } from '#lib/format-number.ts';
import { stampText } from '#lib/format-time.ts';
import { utc } from '#lib/zone.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import type { Capabilities, Services } from '../../services/services.ts';

const NAME = 'alerts';

/** The list of alerts, and what is to be found in it. */
export class AlertsPlace implements PlaceState {
	readonly services: Services;
	/** What the list is opened with; a new object opens it anew. */
	#sought = $state.raw({ words: '' });
	readonly offers: Pick<Capabilities, 'findAlerts'> = {
		findAlerts: (words) => this.find(words)
	};
	readonly commands: readonly Command[] = [
		{
			id: 'key /',
			title: null,
			group: 'action',
			press: { key: '/', does: 'find an alert' },
			act: () => this.find(null)
		},
		{ id: 'every', title: 'Run over every alert', group: 'action', act: () => this.runEvery() }
	];

	constructor(services: Services) {
		this.services = services;
	}

	get sought(): { words: string } {
		return this.#sought;
	}

	get badge(): string {
		return numberText(this.services.alerts.count);
	}

	get aims(): readonly Command[] {
		return this.services.alerts.rows.map((row) => ({
			id: `alert ${row.alert_id}`,
			title: this.#titleOf(row),
			group: 'alert',
			act: () => this.services.ask('openAlert')?.(row.alert_id)
		}));
	}

	/** Goes to the list; null leaves what is to be found to be typed. */
	find(words: string | null): void {
		this.services.ask('openPlace')?.(NAME);
		if (words !== null) this.#sought = { words };
		void tick().then(() => document.querySelector<HTMLElement>('[data-find]')?.focus());
	}

	forget(): void {
		this.#sought = { words: '' };
	}

	runEvery(): void {
		this.services.ask('openPlace')?.(NAME);
		void this.services.runs.runEveryAlert();
	}

	#titleOf({ ts, signature, src_ip, dst_ip }: AlertRow): string {
		const zone = this.services.ask('shownZone')?.() ?? utc;
		const time = ts === null ? '' : stampText(ts, zone);
		return `${time} ${signature ?? ''} ${src_ip ?? ''} → ${dst_ip ?? ''}`;
	}
}
