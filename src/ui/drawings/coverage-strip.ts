import { countText, numberText } from '#lib/format-number.ts';
import { scaleUtc, type ScaleTime } from 'd3-scale';
import type { TimeRange } from '#lib/time-range.ts';
import { millis } from './time-axis.ts';

/** A stretch of time that a speaker covers; moments in microseconds since 1970 UTC. */
export interface StripPiece {
	table: string;
	speaker: string | null;
	/** How many speakers it is of together, where they are not told apart; 0 for a speaker's own. */
	others: number;
	/** Null where the table stands and has no time. */
	from: bigint | null;
	to: bigint | null;
	records: number;
	/** Minutes of silence that are believed of it; null where it stands, or is claimed. */
	bound: number | null;
	/** Whether that is stated for its kind of log, or the whole is what its source claims; null where it stands. */
	origin: 'stated' | 'claimed' | null;
}

export interface PlacedPiece {
	piece: StripPiece;
	x: number;
	width: number;
}

/** One line of the strip: a table, or one speaker of it. */
export interface StripLine {
	label: string;
	/** True where what it says holds without a time. */
	standing: boolean;
	records: number;
	pieces: PlacedPiece[];
	/** The silences that are believed of its pieces, in words, the shortest first. */
	believed: string[];
}

export interface Strip {
	scale: ScaleTime<number, number>;
	lines: StripLine[];
}

/** A piece of one record is still seen. */
const THINNEST = 2;

/** The whole time that the pieces and the reach together take; null where nothing has a time. */
export function extentOf(pieces: readonly StripPiece[], reach: TimeRange | null): TimeRange | null {
	const moments = pieces.flatMap(({ from, to }) =>
		from === null || to === null ? [] : [from, to]
	);
	if (reach !== null) moments.push(reach.from, reach.to);
	if (moments.length === 0) return null;
	const from = moments.reduce((a, b) => (b < a ? b : a));
	const to = moments.reduce((a, b) => (b > a ? b : a));
	return from === to ? { from: from - 1_000_000n, to: to + 1_000_000n } : { from, to };
}

/** Speakers of one table that have a line of their own. */
const MOST_SPEAKERS = 8;

/**
 * Lays pieces on one time axis of `width` pixels, a line for each table and speaker, in the order given. Of a
 * table with very many speakers those with most records have a line, and all others share one.
 * @param always a speaker that has a line of its own wherever it speaks; null for none
 */
export function placeStrip(
	pieces: readonly StripPiece[],
	extent: TimeRange,
	width: number,
	always: string | null = null
): Strip {
	const scale = scaleUtc()
		.domain([millis(extent.from), millis(extent.to)])
		.range([0, width])
		.clamp(true);
	const labelOf = labelling(pieces, always);
	const lines = new Map<string, StripLine>();
	for (const piece of sharedLast(pieces, labelOf)) {
		const label = labelOf(piece);
		const line = lines.get(label) ?? {
			label,
			standing: true,
			records: 0,
			pieces: [],
			believed: []
		};
		lines.set(label, line);
		line.records += piece.records;
		if (piece.from === null || piece.to === null) continue;
		line.standing = false;
		line.believed = withBelieved(line.believed, piece);
		if (piece.to < extent.from || piece.from > extent.to) continue;
		const x = scale(millis(piece.from));
		line.pieces.push({ piece, x, width: Math.max(THINNEST, scale(millis(piece.to)) - x) });
	}
	return { scale, lines: [...lines.values()].map(joined) };
}

/** What is said of silences, with what is said of those of a piece. */
function withBelieved(said: string[], { bound, origin }: StripPiece): string[] {
	if (origin === null) return said;
	const sentence = silences[origin](bound ?? 0);
	return said.includes(sentence) ? said : [...said, sentence].sort(byNumber);
}

const silences: Record<NonNullable<StripPiece['origin']>, (minutes: number) => string> = {
	stated: (minutes) => `${countText(minutes, 'minute')}, as stated for its kind of log`,
	claimed: () => 'all within what its source claims'
};

function byNumber(a: string, b: string): number {
	return (parseFloat(a) || Infinity) - (parseFloat(b) || Infinity) || 0;
}

/** On which line a piece stands. */
function labelling(
	pieces: readonly StripPiece[],
	always: string | null
): (piece: StripPiece) => string {
	const tables = new Map<string, Map<string | null, number>>();
	const untold = new Map<string, number>();
	for (const { table, speaker, others, records } of pieces) {
		if (others > 0) untold.set(table, others);
		if (others > 0) continue;
		const speakers = tables.get(table) ?? new Map<string | null, number>();
		tables.set(table, speakers.set(speaker, (speakers.get(speaker) ?? 0) + records));
	}
	const shown = new Map(
		[...tables].map(([table, speakers]) => [table, ownLines(speakers, always)])
	);
	return (piece) => {
		const { table, speaker, others } = piece;
		const own = shown.get(table) ?? new Set();
		if (others === 0 && own.has(speaker)) return lineOf(piece);
		const all = (tables.get(table)?.size ?? 0) + (untold.get(table) ?? 0);
		return `${table} · ${numberText(all - own.size)} others`;
	};
}

function ownLines(
	speakers: ReadonlyMap<string | null, number>,
	always: string | null
): ReadonlySet<string | null> {
	if (speakers.size <= MOST_SPEAKERS + 1) return new Set(speakers.keys());
	const busiest = [...speakers].sort(([, a], [, b]) => b - a).slice(0, MOST_SPEAKERS);
	const own = new Set(busiest.map(([speaker]) => speaker));
	return always !== null && speakers.has(always) ? own.add(always) : own;
}

/** The pieces of each table with those last that share a line. */
function sharedLast(
	pieces: readonly StripPiece[],
	labelOf: (piece: StripPiece) => string
): StripPiece[] {
	const tables = [...new Set(pieces.map(({ table }) => table))];
	return tables.flatMap((table) => {
		const own = pieces.filter((piece) => piece.table === table);
		const isShared = (piece: StripPiece) => labelOf(piece) !== lineOf(piece);
		return [...own.filter((piece) => !isShared(piece)), ...own.filter(isShared)];
	});
}

/** The label of a speaker's own line. */
function lineOf({ table, speaker }: StripPiece): string {
	return speaker === null ? table : `${table} · ${speaker}`;
}

/** A line whose pieces that touch on the screen are one: thousands of speakers share the last of a table. */
function joined(line: StripLine): StripLine {
	const pieces: PlacedPiece[] = [];
	for (const next of [...line.pieces].sort((a, b) => a.x - b.x)) {
		const last = pieces.at(-1);
		if (last === undefined || next.x > last.x + last.width) pieces.push(next);
		else pieces[pieces.length - 1] = together(last, next);
	}
	return { ...line, pieces };
}

function together(first: PlacedPiece, second: PlacedPiece): PlacedPiece {
	const width = Math.max(first.x + first.width, second.x + second.width) - first.x;
	const to = first.piece.to! > second.piece.to! ? first.piece.to : second.piece.to;
	const records = first.piece.records + second.piece.records;
	return { piece: { ...first.piece, to, records }, x: first.x, width };
}
