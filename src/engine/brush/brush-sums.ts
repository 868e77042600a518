import type { EventTableName } from '#tables/event-tables.ts';
import { Failure, isCancelled, messageOf } from '#lib/failure.ts';
import type { QueryOptions, Result } from '../duckdb/engine.ts';
import type { AskAround } from '../duckdb/ask-around.ts';
import { keepRows } from '../duckdb/keep-rows.ts';
import type { RowPage } from '../sql/bounded-rows.ts';
import { linkedColumns, narrowedSql } from '../sql/narrowed.ts';
import type { RowChoices } from '../sql/condition.ts';
import { isManySums, MOST_SUMS, sumsSql } from './sums-sql.ts';
import { BRUSHED, BrushedSql } from './brushed-sql.ts';
import { summedStatement } from './summed.ts';
import type { Brushed, BrushAxis } from './time-parts.ts';

/** The room that all sums of a page have together, in rows: who finds none left does not follow. */
export class SumsRoom {
	#left: number;

	constructor(rows = 2_000_000) {
		this.#left = rows;
	}

	/** Whether there was room. */
	take(rows: number): boolean {
		if (rows > this.#left) return false;
		this.#left -= rows;
		return true;
	}

	give(rows: number): void {
		this.#left += rows;
	}
}

/** A statement whose sums are made: how it is asked of them. */
interface Prepared {
	sql: BrushedSql;
	drop: () => void;
}

/**
 * What is added up of rows for a brush, so that moving it reads no rows: tables of the connection that no catalogue
 * has, for one axis and one selection beside the brush. It is forgotten when the rows that there are become others.
 */
export class BrushSums {
	readonly #axis: BrushAxis;
	readonly #selection: readonly RowChoices[];
	readonly #room: SumsRoom;
	readonly #ended = new AbortController();
	readonly #prepared = new Map<string, Promise<Prepared>>();

	/** @param selection what is selected beside the brush and beside what is chosen in the rows that ask */
	constructor(axis: BrushAxis, selection: readonly RowChoices[], room: SumsRoom) {
		this.#axis = axis;
		this.#selection = selection;
		this.#room = room;
	}

	/**
	 * Makes the sums of a statement, once.
	 * @throws `query failed` where its rows do not follow from sums, or there would be too many; `cancelled`
	 */
	async prepare(sql: string, ask: AskAround): Promise<void> {
		await this.#of(sql, ask);
	}

	/** Rows of a statement that a brush holds. @throws as `prepare` */
	async rows(
		sql: string,
		ask: AskAround,
		page: RowPage,
		{ brushed, options }: { brushed: Brushed; options: QueryOptions }
	): Promise<Result> {
		const prepared = await this.#of(sql, ask);
		const asked = prepared.sql.of(brushed, page);
		// Of so few rows it is done at once, and to be able to end it would cost more than the answer.
		return ask(() => asked, { ...options, brief: true });
	}

	/** Ends what is being made, and lets go of what there is. */
	end(): void {
		this.#ended.abort();
		const all = [...this.#prepared.values()];
		this.#prepared.clear();
		for (const each of all) each.then(({ drop }) => drop()).catch(messageOf);
	}

	#of(sql: string, ask: AskAround): Promise<Prepared> {
		const known = this.#prepared.get(sql);
		if (known !== undefined) return known;
		if (this.#ended.signal.aborted)
			return Promise.reject(new Failure('cancelled', 'the brush is gone'));
		const made = this.#make(ask);
		this.#prepared.set(sql, made);
		made.catch((error: unknown) => {
			// What was ended may be wanted again; what cannot be followed stays so.
			if (isCancelled(error)) this.#prepared.delete(sql);
		});
		return made;
	}

	async #make(ask: AskAround): Promise<Prepared> {
		const { signal } = this.#ended;
		const composed = await composedBy(ask, signal);
		const isBrushed = (table: EventTableName) =>
			this.#axis.columns.every((name) => linkedColumns(table).includes(name));
		const statement = summedStatement(composed, isBrushed);
		if (statement === null)
			throw new Failure('query failed', 'its rows do not follow from sums of rows');
		const tables: string[] = [];
		let rows = 0;
		const drop = () => {
			this.#room.give(rows);
			rows = 0;
			for (const table of tables) ask(() => `DROP TABLE IF EXISTS ${table}`, {}).catch(messageOf);
		};
		try {
			for (const sums of statement.sums) {
				const asking = sumsSql(sums, this.#axis, this.#selection);
				if (await isManySums(sums, { axis: this.#axis, ask, signal })) throw tooMany();
				const table = `temp."brushed sums ${++made}"`;
				tables.push(table);
				const toKeep = { around: () => asking, rows: MOST_SUMS };
				const kept = await keepRows(table, toKeep, ask, signal);
				if (kept > MOST_SUMS || !this.#room.take(kept)) throw tooMany();
				rows += kept;
			}
			const over = (where: string) => narrowedSql(statement.over(tables, where), this.#selection);
			const described = await ask(() => `DESCRIBE ${over('false')}`, { signal });
			const types = described.rows.map(([, type]) => String(type));
			const brushed = new BrushedSql(over(BRUSHED), types);
			await warm(brushed, ask, signal);
			return { sql: brushed, drop };
		} catch (error) {
			drop();
			throw error;
		}
	}
}

let made = 0;

/** How often a statement is asked before the first move, and of how many rows. */
const WARM = { times: 4, page: { offset: 0, limit: 100 } };
/** No brush holds more parts than that: it is as dear as any. */
const ALL_PARTS = { from: 0n, to: 1_000_000_000n };

/** An engine that has not come by a kind of statement takes several times as long for it: not while somebody draws. */
async function warm(sql: BrushedSql, ask: AskAround, signal: AbortSignal): Promise<void> {
	for (let time = 0; time < WARM.times; time++)
		await ask(() => sql.of(ALL_PARTS, WARM.page), { signal });
}

/** The statement as it comes to the database, with what stands around it. */
async function composedBy(ask: AskAround, signal: AbortSignal): Promise<string> {
	let composed = '';
	await ask(
		(sql) => {
			composed = sql;
			return 'SELECT 1';
		},
		{ signal }
	);
	return composed;
}

function tooMany(): Failure {
	return new Failure('query failed', `there are more sums than are kept: ${MOST_SUMS}`);
}
