import type { Cell } from '#notebook/notebook.ts';
import { cellSql, rowsSql } from '#notebook/compile.ts';
import { surveyOf } from '#notebook/survey.ts';
import { basisOf, type Situation } from './basis.ts';

/** A statement that made the database stop answering. */
export interface Stop {
	key: string;
	/** When, in microseconds since 1970 UTC. */
	at: bigint;
}

/** Remembers statements that made the database stop answering: they are not run again by themselves. */
export interface StopBook {
	of(key: string): Stop | null;
	add(key: string): Stop;
}

/** A book that holds nothing for longer than it is used. */
export function stopBook(): StopBook {
	const stops = new Map<string, Stop>();
	return {
		of: (key) => stops.get(key) ?? null,
		add(key) {
			const stop = { key, at: nowMicros() };
			stops.set(key, stop);
			return stop;
		}
	};
}

/** What a cell is known by among those that were stopped: its SQL and the values that it asks for, of any alert. */
export function stopKeyOf(cell: Cell, now: Situation): string {
	const { graph } = surveyOf(now.notebook);
	return JSON.stringify([cellSql(cell, graph), basisOf(cell, now).values]);
}

/** As that, of a cell over every alert at once. */
export function sweepStopKeyOf(cell: Cell, now: Situation): string {
	return `every alert ${stopKeyOf(cell, now)}`;
}

/** Everything that may have been stopped of the cell of that id. */
export function stopKeysOf(id: string, now: Situation): string[] {
	const { cells, graph } = surveyOf(now.notebook);
	const cell = cells.find(({ spec }) => spec.id === id);
	if (cell === undefined) return [];
	const rows = rowsSql(cell, cells, graph);
	return [stopKeyOf(cell, now), sweepStopKeyOf(cell, now), ...(rows === null ? [] : [rows])];
}

/** The moment, in microseconds since 1970 UTC. */
export function nowMicros(): bigint {
	return BigInt(Date.now()) * 1000n;
}
