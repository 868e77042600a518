import { nowMicros, type Stop, type StopBook } from '#investigation/stops.ts';
import { Failure } from '#lib/failure.ts';
import type { Storage } from './services/storage.ts';

const SETTING = 'stopped';
/** Statements that are remembered; the oldest go first. */
const MOST = 100;
/** Milliseconds after which a statement under way is written down: nearly all have ended by then. */
const LONG = 2_000;

/**
 * The statements that were stopped, remembered over visits. One that is under way for long is written down as if it
 * had been: where the page is left while the database hangs in it, nobody could tell afterwards.
 */
export class StopList implements StopBook {
	readonly #stops = new Map<string, Stop>();
	readonly #underWay = new Map<object, Stop>();
	/** Nobody waited for them on this page, after they had taken long: they are stopped for the next one. */
	readonly #abandoned = new Map<string, Stop>();
	readonly #storage: Promise<Pick<Storage, 'setting' | 'keepSetting'>>;
	readonly #onfailure: (error: unknown) => void;

	/** @param onfailure hears why what was stopped cannot be kept: it holds for this visit all the same */
	constructor(
		storage: Promise<Pick<Storage, 'setting' | 'keepSetting'>>,
		onfailure: (error: unknown) => void
	) {
		this.#storage = storage;
		this.#onfailure = onfailure;
	}

	/** Reads what earlier visits left. @throws what the storage throws */
	async load(): Promise<void> {
		const kept = await (await this.#storage).setting(SETTING, stopsOf);
		for (const stop of kept ?? []) if (!this.#stops.has(stop.key)) this.#stops.set(stop.key, stop);
	}

	of(key: string): Stop | null {
		return this.#stops.get(key) ?? null;
	}

	add(key: string): Stop {
		const stop = { key, at: nowMicros() };
		this.#stops.delete(key);
		this.#stops.set(key, stop);
		const [oldest] = this.#stops.keys();
		if (this.#stops.size > MOST && oldest !== undefined) this.#stops.delete(oldest);
		void this.#keep();
		return stop;
	}

	lift(key: string): void {
		if (this.#stops.delete(key)) void this.#keep();
	}

	begin(key: string): (cancelled: boolean) => void {
		if (this.#abandoned.delete(key)) void this.#keep();
		const run = {};
		const stop = { key, at: nowMicros() };
		const long = setTimeout(() => {
			this.#underWay.set(run, stop);
			void this.#keep();
		}, LONG);
		return (cancelled) => {
			clearTimeout(long);
			if (!this.#underWay.delete(run)) return;
			if (cancelled) this.#abandoned.set(key, stop);
			void this.#keep();
		};
	}

	async #keep(): Promise<void> {
		const all = [this.#stops, this.#abandoned, this.#underWay].flatMap((each) => [
			...each.values()
		]);
		const entries = all.map(({ key, at }) => ({ key, at: String(at) }));
		try {
			await (await this.#storage).keepSetting(SETTING, entries);
		} catch (error) {
			this.#onfailure(error);
		}
	}
}

/** What comes from the storage may be of any shape. @throws `storage failed` */
function stopsOf(kept: unknown): Stop[] {
	if (!Array.isArray(kept)) throw notStops(kept);
	return kept.map((entry: unknown) => {
		const { key, at } = Object(entry) as Record<string, unknown>;
		if (typeof key !== 'string' || typeof at !== 'string' || !/^\d+$/.test(at))
			throw notStops(entry);
		return { key, at: BigInt(at) };
	});
}

function notStops(value: unknown): Failure {
	return new Failure(
		'storage failed',
		`not a list of statements that were stopped: ${typeof value}`
	);
}
