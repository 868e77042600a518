/** A step of a path as it is drawn. */
export interface SwimStep {
	id: string;
	question: string;
	outcome: string | null;
	/** How it came to no answer; null where it has one, or was not asked. */
	fault: 'failed' | 'stopped' | 'cancelled' | null;
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
	/** Pixels of the stretch on the track, and of the mark in its middle. */
	x: number;
	end: number;
	mark: number;
	/** Where the label begins and how high, 0 nearest the mark; null where there is no room. */
	label: { x: number; level: number } | null;
}

export interface PlacedLane {
	lane: SwimLane;
	/** Those that were asked, in vain too. */
	steps: PlacedStep[];
	/** How many of them came to an answer or to rows. */
	ran: number;
	/** Pixels where the last of them ends, where the last of all does, and where the verdict became stable. */
	end: number;
	all: number;
	stable: number | null;
}

const LEVELS = 3;
const CHARACTER = 6.7;

/**
 * Lays lanes on one axis of steps, as wide as the longest of them: what a path asks is the same on every machine,
 * and its milliseconds are not.
 */
export function placeLanes(lanes: readonly SwimLane[], width: number): PlacedLane[] {
	const wide = width / Math.max(1, ...lanes.map(({ steps }) => steps.length));
	return lanes.map((lane) => placeLane(lane, wide, width));
}

function placeLane(lane: SwimLane, wide: number, width: number): PlacedLane {
	const spans = lane.steps.flatMap((step, i) =>
		step.ms === null && step.fault === null
			? []
			: [{ step, position: i + 1, x: i * wide, end: (i + 1) * wide, mark: (i + 0.5) * wide }]
	);
	const labels = placeLabels(
		spans.map(({ step, position, mark }) => ({
			centre: mark,
			width: (String(position).length + 1 + step.id.length) * CHARACTER + 8
		})),
		width
	);
	return {
		lane,
		ran: spans.filter(({ step }) => step.fault === null).length,
		steps: spans.map((span, i) => ({ ...span, label: labels[i]! })),
		end: spans.at(-1)?.end ?? 0,
		all: lane.steps.length * wide,
		stable: lane.stableAfter === null ? null : lane.stableAfter * wide
	};
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
