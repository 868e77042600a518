import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { Failure, isCancelled, isEngineLost, messageOf } from '#lib/failure.ts';
import { filledIn } from '#notebook/filled-in.ts';
import { relationOf } from './alert-values.ts';

/** A statement that was done within so many milliseconds is not worth a way to end it. */
const BRIEF = 50;

/** So many statements are remembered to be brief, the last ones: each page of rows is a statement. */
const MOST_BRIEF = 2000;

/** A statement about one alert. */
export interface AlertStatement {
	/** The same for every alert, to know the statement again. */
	key: string;
	/** That speak of the alert. */
	statements: readonly string[];
	/**
	 * The query for those statements behind the alert of a relation. Where the alert's values stand in them already,
	 * they are filled in, and the relation has its id alone.
	 */
	query: (statements: readonly string[], relation: string, areFilledIn: boolean) => string;
}

/** Runs statements about one alert. */
export class AboutAlert {
	/** Relation of the one alert. */
	readonly relation: string;
	readonly #connection: Connection;
	/** Of the alert, as SQL by column. */
	readonly #values: ReadonlyMap<string, string>;
	readonly #brief: Set<string>;

	/**
	 * @param values SQL of each of its values, by column
	 * @param brief keys of the statements that were brief the last time, with the data and parameters as they are
	 */
	constructor(connection: Connection, values: ReadonlyMap<string, string>, brief: Set<string>) {
		this.#connection = connection;
		this.#values = values;
		this.#brief = brief;
		this.relation = relationOf(values);
	}

	/** The relation of the alert with some of its columns. */
	with(columns: readonly string[]): string {
		return relationOf(this.#values, columns);
	}

	/**
	 * Statements that were brief are run in one message: to be able to end each costs three times as many. Of those
	 * that are known to be nothing is remembered.
	 */
	async ask(asking: AlertStatement, options: QueryOptions): Promise<Result> {
		if (options.brief === true) return this.#query(asking, options);
		const brief = this.#brief.delete(asking.key);
		const began = performance.now();
		const asked = this.#query(asking, { ...options, brief });
		const result = await (brief ? unlessUnheard(asked, options) : asked);
		if (performance.now() - began < BRIEF) this.#remember(asking.key);
		return result;
	}

	#remember(key: string): void {
		const [oldest] = this.#brief;
		if (this.#brief.size >= MOST_BRIEF) this.#brief.delete(oldest!);
		this.#brief.add(key);
	}

	/**
	 * Asks with the alert's values in the statements, where they speak of it by its columns alone: that is planned
	 * in a fraction of the time. What fails so is asked behind the alert's row, and its failure is the one to tell.
	 */
	async #query({ statements, query }: AlertStatement, options: QueryOptions): Promise<Result> {
		const filled = statements.map((sql) => filledIn(sql, this.#values));
		if (filled.every((sql) => sql !== null))
			try {
				return await this.#connection.query(query(filled, this.with(['alert_id']), true), options);
			} catch (error) {
				if (isCancelled(error) || isEngineLost(error)) throw error;
			}
		return this.#connection.query(query(statements, this.relation, false), options);
	}
}

/**
 * A statement that was brief for another alert could not hear of Cancel: that the database was lost over it does
 * not tell that it would not have heard, and it is not held against it.
 * @throws what `asked` throws; `engine lost` as one that was not lost with the statement
 */
async function unlessUnheard<T>(asked: Promise<T>, { signal }: QueryOptions): Promise<T> {
	try {
		return await asked;
	} catch (error) {
		if (signal?.aborted !== true || !isEngineLost(error)) throw error;
		throw new Failure('engine lost', messageOf(error), { cause: error });
	}
}
