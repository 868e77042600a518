import { scaleLinear, type ScaleLinear } from 'd3-scale';

/** A step of a path as it is drawn. */
export interface SwimStep {
	id: string;
	question: string;
	outcome: string | null;
	/** True where it lists rows and answers nothing. */
	lists: boolean;
	/** How many; null where they were not counted. */
	rows: number | null;
	/** Milliseconds of the machine; null where it did not run. */
	ms: number | null;
}

export interface SwimLane {
	name: string;
	title: string;
	/** Milliseconds of the claims that the steps lean on; it stands before them. */
	before: number;
	/** Colour token of its edge. */
	tone: string;
	steps: readonly SwimStep[];
	verdict: string | null;
	/** Seconds of the analyst's attention; null where nobody looked. */
	attention: number | null;
	/** Steps after which the verdict could not change; null where it could until the end. */
	stableAfter: number | null;
}

export interface PlacedStep {
	step: SwimStep;
	/** From 1. */
	position: number;
	/** Milliseconds from the start of the path. */
	from: number;
	to: number;
	/** Pixels of the stretch on the track. */
	x: number;
	end: number;
	/** Pixels of the mark, moved aside where marks would cover each other. */
	mark: number;
	/** Where the label begins and how high, 0 nearest the mark; null where there is no room. */
	label: { x: number; level: number } | null;
}

export interface PlacedLane {
	lane: SwimLane;
	steps: PlacedStep[];
	/** Milliseconds of the whole path. */
	total: number;
	/** Pixels where its first step begins. */
	start: number;
	/** Pixels where it ends, and where the verdict became stable (null where it did only there). */
	end: number;
	stable: number | null;
}

const MARK_GAP = 20;
const LEVELS = 3;
const CHARACTER = 6.7;

/** Lays lanes on one axis of machine time, in milliseconds from the start of each path. */
export function placeLanes(
	lanes: readonly SwimLane[],
	width: number
): { scale: ScaleLinear<number, number>; lanes: PlacedLane[] } {
	const totals = lanes.map(({ before, steps }) =>
		steps.reduce((sum, { ms }) => sum + (ms ?? 0), before)
	);
	const scale = scaleLinear()
		.domain([0, Math.max(1, ...totals)])
		.range([0, width])
		.nice(6);
	return { scale, lanes: lanes.map((lane) => placeLane(lane, scale, width)) };
}

function placeLane(lane: SwimLane, scale: ScaleLinear<number, number>, width: number): PlacedLane {
	let at = lane.before;
	const spans = lane.steps.flatMap((step, i) => {
		if (step.ms === null) return [];
		const from = at;
		at += step.ms;
		return [{ step, position: i + 1, from, to: at, x: scale(from), end: scale(at) }];
	});
	const marks = dodge(
		spans.map(({ end }) => end),
		MARK_GAP,
		width
	);
	const labels = placeLabels(
		spans.map(({ step, position }, i) => ({
			centre: marks[i]!,
			width: (String(position).length + 1 + step.id.length) * CHARACTER + 8
		})),
		width
	);
	const steps = spans.map((span, i) => ({ ...span, mark: marks[i]!, label: labels[i]! }));
	const last = steps.filter(({ position }) => position <= (lane.stableAfter ?? -1)).at(-1);
	return {
		lane,
		steps,
		total: at,
		start: scale(lane.before),
		end: scale(at),
		stable: last?.end ?? null
	};
}

/** Moves ascending positions apart to at least `gap`, as little as it takes, and none beyond `max`. */
export function dodge(positions: readonly number[], gap: number, max: number): number[] {
	const moved: number[] = [];
	for (const position of positions)
		moved.push(Math.max(position, (moved.at(-1) ?? -Infinity) + gap));
	let limit = max;
	for (let i = moved.length - 1; i >= 0; i--) {
		moved[i] = Math.min(moved[i]!, limit);
		limit = moved[i]! - gap;
	}
	return moved;
}

/**
 * Puts each label over its mark, within the picture, on the lowest level on which it covers no other one;
 * null where there is none.
 */
export function placeLabels(
	labels: readonly { centre: number; width: number }[],
	max: number
): ({ x: number; level: number } | null)[] {
	const ends = new Array<number>(LEVELS).fill(-Infinity);
	return labels.map(({ centre, width }) => {
		const x = Math.max(0, Math.min(centre - width / 2, max - width));
		const level = ends.findIndex((end) => end <= x);
		if (level < 0) return null;
		ends[level] = x + width;
		return { x, level };
	});
}
