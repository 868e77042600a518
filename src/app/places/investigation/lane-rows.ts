/**
 * A stretch of the lanes: the steps that each lane has there, in its own order. A shared stretch holds the
 * one step that every lane has, so that it can stand at the same height in all of them.
 */
export interface LaneStretch {
	shared: boolean;
	/** One list per lane. */
	cells: string[][];
}

/** Cuts the lanes at the steps they share, as far as those come in the same order everywhere. */
export function laneStretches(lanes: readonly (readonly string[])[]): LaneStretch[] {
	const stretches: LaneStretch[] = [];
	let from = lanes.map(() => 0);
	for (const cell of lanes[0] ?? []) {
		const at = lanes.map((lane, i) => lane.indexOf(cell, from[i]));
		if (lanes.length < 2 || at.includes(-1)) continue;
		between(stretches, lanes, from, at);
		stretches.push({ shared: true, cells: lanes.map(() => [cell]) });
		from = at.map((index) => index + 1);
	}
	between(
		stretches,
		lanes,
		from,
		lanes.map(({ length }) => length)
	);
	return stretches;
}

function between(
	stretches: LaneStretch[],
	lanes: readonly (readonly string[])[],
	from: readonly number[],
	to: readonly number[]
): void {
	const cells = lanes.map((lane, i) => lane.slice(from[i], to[i]));
	if (cells.some(({ length }) => length > 0)) stretches.push({ shared: false, cells });
}
