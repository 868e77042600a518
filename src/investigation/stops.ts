import { Failure, isCancelled, isLostWith } from '#lib/failure.ts';
import type { Cell } from '#notebook/notebook.ts';
import { Bases, type Situation } from './basis.ts';

/** A statement that did not end before the database was lost, the page was left, or somebody waited no longer. */
export interface Stop {
	key: string;
	/** When, in microseconds since 1970 UTC. */
	at: bigint;
}

/** Remembers statements that were stopped: they are not run again by themselves. */
export interface StopBook {
	of(key: string): Stop | null;
	add(key: string): Stop;
	/** It may run again. */
	lift(key: string): void;
	/**
	 * Notes that a statement is under way: should the page end before it does, it was stopped.
	 * @returns what notes that it has ended; `cancelled` where somebody did not wait for that. One that had taken long
	 * by then may run again on this page, as somebody looks at it there, but was stopped for the next.
	 */
	begin(key: string): (cancelled: boolean) => void;
}

/** Asks something of the database; what is lost with it was stopped. @throws what `ask` throws */
export async function noted<T>(
	stops: StopBook,
	keys: readonly string[],
	ask: () => Promise<T>
): Promise<T> {
	const ends = keys.map((key) => stops.begin(key));
	const end = (cancelled: boolean) => ends.forEach((each) => each(cancelled));
	try {
		const answer = await ask();
		end(false);
		return answer;
	} catch (error) {
		if (isLostWith(error)) for (const key of keys) stops.add(key);
		end(isCancelled(error));
		throw error;
	}
}

/**
 * Asks what a person looks at; what was stopped is asked only where they want it `again`.
 * @throws `query failed` where it was stopped; what `ask` throws
 */
export async function unlessStopped<T>(
	stops: StopBook,
	key: string,
	ask: () => Promise<T>,
	again = false
): Promise<T> {
	if (again) stops.lift(key);
	if (stops.of(key) !== null) throw new Failure('query failed', STOPPED);
	return noted(stops, [key], ask);
}

/** What is said in the place of an answer. */
export const STOPPED =
	'stopped: it did not end before it was cancelled, the database was lost or the page was left. It is not asked again by itself';

/** A book that holds nothing for longer than it is used. */
export function stopBook(): StopBook {
	const stops = new Map<string, Stop>();
	return {
		of: (key) => stops.get(key) ?? null,
		add(key) {
			const stop = { key, at: nowMicros() };
			stops.set(key, stop);
			return stop;
		},
		lift: (key) => void stops.delete(key),
		begin: () => () => undefined
	};
}

/** What a cell is known by among those that were stopped: its SQL and the values that it asks for, of any alert. */
export function stopKeyOf(cell: Cell, bases: Bases): string {
	const { sql } = bases.now.notebook.analysis.of(cell);
	return JSON.stringify([sql, bases.of(cell).values]);
}

/** As that, of a cell over every alert at once. */
export function sweepStopKeyOf(cell: Cell, bases: Bases): string {
	return `every alert ${stopKeyOf(cell, bases)}`;
}

/** Everything that may have been stopped of the cell of that id. */
export function stopKeysOf(id: string, now: Situation): string[] {
	const { analysis } = now.notebook;
	const cell = analysis.cells.find(({ spec }) => spec.id === id);
	if (cell === undefined) return [];
	const { rows } = analysis.of(cell);
	const bases = new Bases(now);
	const keys = [stopKeyOf(cell, bases), sweepStopKeyOf(cell, bases)];
	return rows === null ? keys : [...keys, rows.sql];
}

/** The moment, in microseconds since 1970 UTC. */
export function nowMicros(): bigint {
	return BigInt(Date.now()) * 1000n;
}
