import { scaleUtc, type ScaleTime } from 'd3-scale';

/** A stretch of time that a speaker covers; moments in microseconds since 1970 UTC. */
export interface StripPiece {
	table: string;
	speaker: string | null;
	/** Null where the table stands and has no time. */
	from: bigint | null;
	to: bigint | null;
	records: number;
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
}

export interface Strip {
	scale: ScaleTime<number, number>;
	lines: StripLine[];
}

export interface Reach {
	from: bigint;
	to: bigint;
}

/** A piece of one record is still seen. */
const THINNEST = 2;

/** Milliseconds, as the scales and their ticks count. */
export function millis(moment: bigint): number {
	return Number(moment / 1000n);
}

const DAY = 86_400_000;

/** A tick in UTC: the time of day, with the date where the axis is longer than a day. */
export function tickText(tick: Date, extent: Reach): string {
	const iso = tick.toISOString();
	const days = (millis(extent.to) - millis(extent.from)) / DAY;
	if (days > 10) return iso.slice(0, 10);
	return days > 1
		? `${iso.slice(5, 10)} ${iso.slice(11, 16)}`
		: iso.slice(11, days < 0.01 ? 19 : 16);
}

/** The whole time that the pieces and the reach together take; null where nothing has a time. */
export function extentOf(pieces: readonly StripPiece[], reach: Reach | null): Reach | null {
	const moments = pieces.flatMap(({ from, to }) =>
		from === null || to === null ? [] : [from, to]
	);
	if (reach !== null) moments.push(reach.from, reach.to);
	if (moments.length === 0) return null;
	const from = moments.reduce((a, b) => (b < a ? b : a));
	const to = moments.reduce((a, b) => (b > a ? b : a));
	return from === to ? { from: from - 1_000_000n, to: to + 1_000_000n } : { from, to };
}

/** Lays pieces on one time axis of `width` pixels, a line for each table and speaker, in the order given. */
export function placeStrip(pieces: readonly StripPiece[], extent: Reach, width: number): Strip {
	const scale = scaleUtc()
		.domain([millis(extent.from), millis(extent.to)])
		.range([0, width])
		.clamp(true);
	const lines = new Map<string, StripLine>();
	for (const piece of pieces) {
		const label = [piece.table, piece.speaker].filter((part) => part !== null).join(' · ');
		const line = lines.get(label) ?? { label, standing: true, records: 0, pieces: [] };
		lines.set(label, line);
		line.records += piece.records;
		if (piece.from === null || piece.to === null) continue;
		line.standing = false;
		if (piece.to < extent.from || piece.from > extent.to) continue;
		const x = scale(millis(piece.from));
		line.pieces.push({ piece, x, width: Math.max(THINNEST, scale(millis(piece.to)) - x) });
	}
	return { scale, lines: [...lines.values()] };
}
