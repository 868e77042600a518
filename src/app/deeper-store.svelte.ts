import type { Result } from '#engine/engine.ts';
import { checkSelect } from '#engine/sql-guard.ts';
import { identifier, literal } from '#engine/sql.ts';
import type { AlertRow } from '#investigation/result.ts';
import { messageOf } from '#lib/failure.ts';
import type { Storage } from './storage.ts';
import type { Deferred } from './workbench.ts';

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
			this.#entries = await (await this.#storage).deeper();
			this.#failure = null;
		} catch (error) {
			this.#failure = messageOf(error);
		}
	}

	/** What was kept may be gone. */
	async keepAnew(): Promise<void> {
		const storage = await this.#storage;
		await Promise.all(this.#entries.map((entry) => storage.keepDeferred(entry)));
	}

	async add(deferred: Deferred): Promise<void> {
		this.#entries = [...this.#entries, deferred];
		await (await this.#storage).keepDeferred(deferred);
	}

	async remove({ id }: Deferred): Promise<void> {
		this.#entries = this.#entries.filter((entry) => entry.id !== id);
		await (await this.#storage).dropDeferred(id);
	}

	/** Runs every wake condition over the data as it is now. */
	async wake(query: (sql: string) => Promise<Result>): Promise<void> {
		const woken = await Promise.all(this.#entries.map((entry) => wakeOf(entry, query)));
		const changed = woken.filter((entry) => !this.#entries.includes(entry));
		// What was taken out or put in meanwhile, here or in another tab, stays so.
		this.#entries = this.#entries.map((entry) => woken.find(({ id }) => id === entry.id) ?? entry);
		const storage = await this.#storage;
		await Promise.all(
			changed.map(({ id, awake, wakeFailure }) =>
				storage.changeDeferred(id, { awake, wakeFailure })
			)
		);
	}
}

async function wakeOf(
	deferred: Deferred,
	query: (sql: string) => Promise<Result>
): Promise<Deferred> {
	if (deferred.wake === null || deferred.wake.trim() === '') return deferred;
	try {
		const result = await query(wakeSql(deferred.alert, deferred.wake));
		return changedTo(deferred, Number(result.rows[0]![0]) > 0, null);
	} catch (error) {
		return changedTo(deferred, deferred.awake, messageOf(error).split('\n')[0]!);
	}
}

/** The very same where nothing changes, which is then not kept anew. */
function changedTo(deferred: Deferred, awake: boolean, wakeFailure: string | null): Deferred {
	const isSame = deferred.awake === awake && deferred.wakeFailure === wakeFailure;
	return isSame ? deferred : { ...deferred, awake, wakeFailure };
}

/** The condition reads the frozen alert as a relation of one row, `alert`. @throws `query failed` */
export function wakeSql(alert: AlertRow, condition: string): string {
	checkSelect(condition);
	const columns = Object.entries(alert).map(
		([name, value]) => `${valueSql(name, value)} AS ${identifier(name)}`
	);
	const bare = condition.replace(/[\s;]+$/, '');
	return `WITH alert AS (SELECT ${columns.join(', ')}) SELECT count(*) FROM (\n${bare}\n)`;
}

function valueSql(name: string, value: string | number | bigint | null): string {
	if (typeof value === 'bigint') return `make_timestamp(${value})`;
	if (typeof value === 'number') return String(value);
	return value === null && name === 'ts' ? 'NULL::TIMESTAMP' : literal(value);
}
