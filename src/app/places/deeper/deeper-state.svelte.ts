import { frozenAlert, wakeFault } from '#investigation/wake-condition.ts';
import type { Told } from '#notebook/error-words.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import type { Services } from '../../services/services.ts';
import type { Deferred } from './kept-deferred.ts';
import { DeeperStore, frozenOf, wakeStopKeyOf } from './deeper-store.svelte.ts';

/** What is done with the look-deeper file: putting an alert in, waking it, taking it back. */
export class DeeperState implements PlaceState {
	readonly services: Services;
	readonly #store: DeeperStore;
	#isDeferring = $state(false);
	readonly commands: readonly Command[] = [
		{
			id: 'defer',
			title: 'Look deeper later',
			group: 'action',
			press: { key: 'l', does: 'put the alert into the look-deeper file' },
			act: () => this.begin()
		}
	];

	constructor(services: Services) {
		this.services = services;
		this.#store = new DeeperStore(services.storage);
	}

	get entries(): readonly Deferred[] {
		return this.#store.entries;
	}

	/** Why the look-deeper file cannot be read; null where it can. */
	get failure(): string | null {
		return this.#store.failure;
	}

	/** Whether the analyst is asked why the alert at hand is put off. */
	get isDeferring(): boolean {
		return this.#isDeferring;
	}

	get badge(): string {
		if (this.failure !== null) return 'not read';
		const awake = this.entries.filter((entry) => entry.awake).length;
		return `${this.entries.length}${awake > 0 ? `, ${awake} awake` : ''}`;
	}

	load(): Promise<void> {
		return this.#store.load();
	}

	refresh(): Promise<void> {
		return this.#store.load();
	}

	keepAnew(): Promise<void> {
		return this.#store.keepAnew();
	}

	/** New rows may wake what was put off. */
	heedRows(): Promise<void> {
		return this.#store.wake(this.services.sources, this.services.stops);
	}

	/** Asks why the alert at hand is put off. */
	begin(): void {
		if (this.services.alerts.current !== null) this.#isDeferring = true;
	}

	leave(): void {
		this.#isDeferring = false;
	}

	/** Puts the alert at hand into the look-deeper file. `wake` is SQL that gives a row when it is time. */
	defer(reason: string, wake: string | null): Promise<void> {
		return this.services.notices.guarded(async () => {
			const alert = this.services.alerts.current;
			if (alert === null) return;
			await this.#store.add({
				id: crypto.randomUUID(),
				at: new Date().toISOString(),
				reason,
				alert,
				frozen: await frozenAlert(this.services.sources, alert),
				...this.#knownOf(alert.alert_id),
				wake,
				awake: false,
				wakeFailure: null
			});
			await this.heedRows();
		});
	}

	/** What is said of an alert at this moment. */
	#knownOf(alertId: string): Pick<Deferred, 'verdicts' | 'category'> {
		const { investigation, ask } = this.services;
		const paths = investigation.result?.paths ?? [];
		return {
			verdicts: Object.fromEntries(paths.map(({ title, verdict }) => [title, verdict])),
			category: ask('categories')?.().get(alertId) ?? null
		};
	}

	/** What is wrong with a condition about an alert that was put off, or about the one at hand; null for nothing. */
	async check(deferred: Deferred | null, condition: string): Promise<Told | null> {
		const { sources, alerts } = this.services;
		if (deferred !== null) return wakeFault(sources, frozenOf(deferred), condition);
		if (alerts.current === null) return null;
		return wakeFault(sources, await frozenAlert(sources, alerts.current), condition);
	}

	editWake(deferred: Deferred, wake: string | null): Promise<void> {
		return this.services.notices.guarded(async () => {
			await this.#store.edit(deferred, wake);
			// Who puts a condition in wants it asked, also one that was stopped before.
			this.services.stops.lift(wakeStopKeyOf({ ...deferred, wake }));
			await this.heedRows();
		});
	}

	takeBack(deferred: Deferred): Promise<void> {
		return this.#store.remove(deferred);
	}
}
