import type { DrawnSpot } from '#ui/drawings/pointed.ts';
import { namedPart } from '../choice.ts';
import type { Choice, ChoicePart } from '../shown.ts';
import { xOf, type Along, type LaneBand, type TimelineItem } from './timeline-layout.ts';
import type { Timeline } from './timeline.ts';
import type { Stretch } from './timeline-sql.ts';

/** The rows that begin in a stretch of time, its end left out. */
export function timeChoice({ columns }: Timeline, { from, to }: Stretch): ChoicePart {
	const [first, last] = [BigInt(Math.round(from)), BigInt(Math.round(to))];
	return { column: columns.ts, wanted: { from: first, to: last, open: true } };
}

/**
 * The rows that a bar counts, or that began when a row by itself did, in its lane; null of all lanes that have no room.
 * @param view beyond which a bar counts nothing
 */
export function choiceOf(item: TimelineItem, timeline: Timeline, view: Stretch): Choice | null {
	const { lane, columns } = { lane: timeline.lanes[item.lane]!, columns: timeline.columns };
	if (columns.lane !== null && lane.is === 'other') return null;
	const counted = { from: Math.max(item.from, view.from), to: Math.min(item.to, view.to) };
	const time: ChoicePart =
		item.mark === null
			? timeChoice(timeline, counted)
			: { column: columns.ts, wanted: { is: BigInt(item.from) } };
	if (columns.lane === null) return [time];
	return [time, namedPart(columns.lane.name, lane.is === 'absent' ? null : lane.name)];
}

/** Where a choice lies in what is looked at; null where it lies beyond, or is none of a time. */
export function spotOfChoice(
	choice: Choice,
	{ columns, lanes }: Timeline,
	{ bands, along }: { bands: readonly LaneBand[]; along: Along }
): DrawnSpot | null {
	const time = choice.find(({ column }) => column.name === columns.ts.name);
	if (time === undefined) return null;
	const [from, to] = momentsOf(time);
	const right = along.left + along.inner;
	const [x, end] = [from, to].map((at) => Math.max(along.left, Math.min(right, xOf(at, along))));
	if (to < along.view.from || from > along.view.to) return null;
	const named = choice.find((part) => part !== time)?.wanted;
	const own = bands.filter(({ lane }) => {
		const { is, name } = lanes[lane]!;
		if (named === undefined || !('is' in named)) return true;
		return named.is === null ? is === 'absent' : is === 'named' && name === named.is;
	});
	const [first, last] = [own[0], own.at(-1)];
	if (first === undefined || last === undefined) return null;
	const height = last.top + last.height - first.top;
	return { x: x!, y: first.top, width: end! - x!, height };
}

function momentsOf({ wanted }: ChoicePart): [number, number] {
	return 'is' in wanted
		? [Number(wanted.is), Number(wanted.is)]
		: [Number(wanted.from), Number(wanted.to)];
}
