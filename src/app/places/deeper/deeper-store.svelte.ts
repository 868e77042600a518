import type { Connection } from '#engine/duckdb/engine.ts';
import { wakingRow, type FrozenAlert } from '#investigation/wake-condition.ts';
import { STOPPED, unlessStopped, type StopBook } from '#investigation/stops.ts';
import { isCancelled, isEngineLost, isLostWith, messageOf } from '#lib/failure.ts';
import type { Storage } from '../../services/storage.ts';
import type { Records } from '../../services/storage/collection.ts';
import { keptDeferred, type Deferred } from './kept-deferred.ts';

/** The look-deeper file: alerts put off, with what was known then and what should bring them back. */
export class DeeperStore {
	#entries = $state.raw<readonly Deferred[]>([]);
	#failure = $state.raw<string | null>(null);
	readonly #storage: Promise<Storage>;

	constructor(storage: Promise<Storage>) {
		this.#storage = storage;
	}

	get entries(): readonly Deferred[] {
		return this.#entries;
	}

	/** Why what was kept cannot be read; null where it can. */
	get failure(): string | null {
		return this.#failure;
	}

	async load(): Promise<void> {
		try {
			this.#entries = await (await this.#kept()).all();
			this.#failure = null;
		} catch (error) {
			this.#failure = messageOf(error);
		}
	}

	/** What was kept may be gone. */
	async keepAnew(): Promise<void> {
		const records = await this.#kept();
		await Promise.all(this.#entries.map((entry) => records.keep(entry)));
	}

	async add(deferred: Deferred): Promise<void> {
		this.#entries = [...this.#entries, deferred];
		await (await this.#kept()).keep(deferred);
	}

	async remove({ id }: Deferred): Promise<void> {
		this.#entries = this.#entries.filter((entry) => entry.id !== id);
		await (await this.#kept()).drop(id);
	}

	/** Puts another condition in the place of an entry's; whether it holds is not known before it is asked. */
	async edit({ id }: Deferred, wake: string | null): Promise<void> {
		const edited = this.#entries.find((entry) => entry.id === id);
		if (edited === undefined) return;
		await this.#change([{ ...edited, wake, awake: false, wokenBy: null, wakeFailure: null }]);
	}

	/**
	 * Runs every wake condition over the data as it is now, one after the other: where one makes the database stop
	 * answering, it is known which, and it is not asked again by itself.
	 */
	async wake(database: Pick<Connection, 'query'>, stops: StopBook): Promise<void> {
		const asked = this.#entries;
		const woken: Deferred[] = [];
		for (const entry of asked) woken.push(await wakeOf(entry, database, stops));
		const changed = woken.filter((entry, i) => entry !== asked[i]);
		// Of one that was taken back or edited meanwhile, here or in another tab, nothing is known by this.
		await this.#change(changed.filter((entry) => this.#entries.some((now) => isSame(now, entry))));
	}

	async #change(changed: readonly Deferred[]): Promise<void> {
		const byId = new Map(changed.map((entry) => [entry.id, entry]));
		this.#entries = this.#entries.map((entry) => byId.get(entry.id) ?? entry);
		const records = await this.#kept();
		await Promise.all(
			changed.map(({ id, wake, awake, wokenBy = null, wakeFailure }) =>
				records.change(id, { wake, awake, wokenBy, wakeFailure })
			)
		);
	}

	async #kept(): Promise<Records<Deferred>> {
		return (await this.#storage).of(keptDeferred);
	}
}

function isSame(now: Deferred, asked: Deferred): boolean {
	return now.id === asked.id && now.wake === asked.wake;
}

/** The alert that the conditions of an entry know. */
export function frozenOf({ alert, frozen }: Deferred): FrozenAlert {
	return frozen ?? { ...alert };
}

/** What the condition of an entry is known by among the statements that were stopped. */
export function wakeStopKeyOf({ wake, alert }: Pick<Deferred, 'wake' | 'alert'>): string {
	return `wake ${alert.alert_id} ${wake}`;
}

/** The entry as it was, where nothing about it is another. */
async function wakeOf(
	deferred: Deferred,
	database: Pick<Connection, 'query'>,
	stops: StopBook
): Promise<Deferred> {
	const { wake, awake, wokenBy, wakeFailure } = deferred;
	if (wake === null || wake.trim() === '') return deferred;
	try {
		const ask = () => wakingRow(database, frozenOf(deferred), wake);
		const row = await unlessStopped(stops, wakeStopKeyOf(deferred), ask);
		if (row === null)
			return awake || wakeFailure !== null
				? { ...deferred, awake: false, wokenBy: null, wakeFailure: null }
				: deferred;
		if (awake && wokenBy && wakeFailure === null) return deferred;
		const first = (awake ? wokenBy : null) ?? { ...row, at: new Date().toISOString() };
		return { ...deferred, awake: true, wokenBy: first, wakeFailure: null };
	} catch (error) {
		const isLost = isLostWith(error);
		if (isCancelled(error) || (isEngineLost(error) && !isLost)) return deferred;
		const message = isLost ? STOPPED : messageOf(error);
		return message === wakeFailure ? deferred : { ...deferred, wakeFailure: message };
	}
}
