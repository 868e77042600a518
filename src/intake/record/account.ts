import { eventTableNames, eventTables, type EventTableName } from '#tables/event-tables.ts';
import type { NativeColumn } from '#tables/native-writer.ts';
import type { ClaimedSpan, ToldSpan } from '#datasets/format.ts';
import { Failure } from '#lib/failure.ts';
import { doubtNotes, summedDoubts, type DoubtfulTimes } from '#lib/local-times.ts';
import { isoOf } from '#lib/time.ts';
import { joinedCourse, type Course } from '#lib/year-course.ts';
import { judgedClaims } from './claimed-span.ts';
import { joinedSpans } from './told-spans.ts';
import type { Note, OwnColumns, Receipt, Reject } from './receipt.ts';
import type { LeadingTime } from './leading-times.ts';
import type { RecordSink } from './sink.ts';
import type { Identity } from '../bytes/source.ts';
import type { RowSpan } from './span.ts';

/** What became of the records of a source, or of a part of it. */
export interface Account {
	records: number;
	rows: Partial<Record<EventTableName | 'native', number>>;
	extraRows: number;
	rejects: Reject[];
	/** Rejects that were read and hold nothing of what their table is about. */
	empty: number;
	leading: LeadingTime[];
	notes: Note[];
	/** Spans that the source itself states. */
	claims: readonly ClaimedSpan[];
	/** What records say of times. */
	told: readonly ToldSpan[];
	byFormat: Record<string, number>;
	/** Texts in which invalid UTF-8 was replaced. */
	replaced: number;
	/** Sessions that ended before they began. */
	reversed: number;
	/** Whether a time named no zone. */
	assumedZone: boolean;
	/** Years given to times that named none. */
	assumedYears: number[];
	/** Local times that the zone has twice, or never. */
	doubtful: DoubtfulTimes;
	/** How those followed each other; null where there were none. */
	yearCourse: Course | null;
	/** Microseconds since 1970; null where no event row has a time. */
	first: bigint | null;
	last: bigint | null;
	nativeColumns: NativeColumn[];
}

export function accountOf(sink: RecordSink, span: RowSpan): Account {
	const { count, leading, remarks, time, writers } = sink;
	return {
		records: count.records,
		rows: count.rows,
		extraRows: count.extraRows,
		rejects: count.rejects,
		empty: count.empty,
		leading: leading.found,
		notes: remarks.notes,
		claims: remarks.claims,
		told: remarks.told,
		byFormat: remarks.byFormat,
		replaced: writers.replaced,
		reversed: writers.reversed,
		assumedZone: time.assumedZone,
		assumedYears: [...time.assumedYears],
		yearCourse: time.yearCourse,
		doubtful: time.doubtful,
		first: span.first,
		last: span.last,
		nativeColumns: writers.native.columns
	};
}

/**
 * The account of a source from those of its parts in their order.
 * @param said of the source and of no part of it
 */
export function summed(parts: readonly Account[], said: readonly Note[] = []): Account {
	const times = (of: (part: Account) => bigint | null) =>
		parts.map(of).filter((time) => time !== null);
	const sum = (of: (part: Account) => number) => parts.reduce((all, part) => all + of(part), 0);
	return {
		records: sum(({ records }) => records),
		rows: counts(parts.map(({ rows }) => rows)),
		extraRows: sum(({ extraRows }) => extraRows),
		rejects: parts.flatMap(({ rejects }) => rejects),
		empty: sum(({ empty }) => empty),
		leading: parts.flatMap(({ leading }) => leading),
		notes: Object.entries(
			counts([...parts.flatMap(({ notes }) => notes), ...said].map(countOf))
		).map(([sentence, times]) => ({ sentence, times })),
		claims: parts.flatMap(({ claims }) => claims),
		told: parts.flatMap(({ told }) => told),
		byFormat: counts(parts.map(({ byFormat }) => byFormat)),
		replaced: sum(({ replaced }) => replaced),
		reversed: sum(({ reversed }) => reversed),
		assumedZone: parts.some(({ assumedZone }) => assumedZone),
		assumedYears: [...new Set(parts.flatMap(({ assumedYears }) => assumedYears))],
		doubtful: summedDoubts(parts.map(({ doubtful }) => doubtful)),
		yearCourse: joinedCourse(parts.map(({ yearCourse }) => yearCourse)),
		first: extreme(
			times(({ first }) => first),
			(a, b) => a < b
		),
		last: extreme(
			times(({ last }) => last),
			(a, b) => a > b
		),
		// Each part names them by itself; who wants them as one reads the source once more.
		nativeColumns: []
	};
}

function countOf({ sentence, times }: Note): Record<string, number> {
	return { [sentence]: times };
}

/** Numbers of several records of them added up by name, in the order of their first appearance. */
function counts(all: readonly Partial<Record<string, number>>[]): Record<string, number> {
	const sums = new Map<string, number>();
	for (const some of all)
		for (const [name, count] of Object.entries(some))
			sums.set(name, (sums.get(name) ?? 0) + (count ?? 0));
	return Object.fromEntries(sums);
}

function extreme(times: bigint[], better: (a: bigint, b: bigint) => boolean): bigint | null {
	return times.reduce<bigint | null>((best, time) => {
		return best === null || better(time, best) ? time : best;
	}, null);
}

/** What a receipt says of a source that its account does not. */
export type ReceiptFacts = Pick<
	Receipt,
	'source' | 'format' | 'recognised_by' | 'runner_up' | 'bytes' | 'compression'
> & {
	/** Zone that times without one were read in. */
	zone: string;
	/** Event tables that its records can become. */
	tables: readonly EventTableName[];
	own_columns: OwnColumns;
};

/** @throws `defect` where records are not rows and rejects */
export function receiptOf(
	{ zone, source, tables, ...facts }: ReceiptFacts,
	{ sha256, sourceId }: Identity,
	account: Account
): Receipt {
	const { spans, notes } = judgedClaims(account.claims, { ...account, name: source, zone });
	const receipt: Receipt = {
		source,
		sha256,
		source_id: sourceId,
		...facts,
		by_format: account.byFormat,
		records: account.records,
		rows: account.rows,
		extra_rows: account.extraRows,
		rejects: account.rejects,
		leading_times: account.rejects.length === 0 ? [] : account.leading,
		first_ts: account.first === null ? null : isoOf(account.first),
		last_ts: account.last === null ? null : isoOf(account.last),
		claimed_spans: spans.map(({ from, to }) => ({ from_ts: isoOf(from), to_ts: isoOf(to) })),
		told_spans: joinedSpans(account.told).map(({ from, to, table, speaker, isLost }) => ({
			table,
			speaker,
			from_ts: isoOf(from),
			to_ts: isoOf(to),
			lost: isLost
		})),
		unread_entries: unreadEntries(account, tables),
		notes: [...notesOf(account, zone), ...notes],
		native_columns: account.nativeColumns
	};
	checkAccount(receipt);
	return receipt;
}

/**
 * A reject may be of each table that took rows of the source; where none did, of each that could have. What of rules
 * may decide and could not be read stands in `policy` itself, with the action `unknown`.
 */
function unreadEntries(
	{ rows, rejects, empty }: Account,
	tables: readonly EventTableName[]
): Receipt['unread_entries'] {
	const entries = rejects.length - empty;
	if (entries === 0) return [];
	const took = eventTableNames.filter((name) => (rows[name] ?? 0) > 0);
	return (took.length > 0 ? took : tables)
		.filter((name) => eventTables[name].standing && name !== eventTables.policy.name)
		.map((table) => ({ table, entries }));
}

function notesOf(account: Account, zone: string): string[] {
	const notes = account.notes.map(({ sentence, times }) =>
		times > 1 ? `${sentence} (${times} times)` : sentence
	);
	if (account.assumedZone) notes.push(`times without a zone were read as ${zone}`);
	notes.push(...doubtNotes(account.doubtful, zone));
	if (account.assumedYears.length > 0) {
		const years = [...account.assumedYears].sort((a, b) => a - b).join(', ');
		notes.push(`times without a year were given ${years}`);
	}
	if (account.replaced > 0)
		notes.push(
			`${account.replaced} values were not valid UTF-8; U+FFFD stands for the bytes that were not`
		);
	if (account.reversed > 0)
		notes.push(
			`${account.reversed} sessions end before they begin; their end and duration were left out`
		);
	return notes;
}

function checkAccount(receipt: Receipt): void {
	const rows = Object.values(receipt.rows).reduce((sum, count) => sum + count, 0);
	const kept = rows - receipt.extra_rows;
	if (kept + receipt.rejects.length === receipt.records) return;
	throw new Failure(
		'defect',
		`${receipt.records} records became ${kept} kept ones and ${receipt.rejects.length} rejects`,
		{
			place: receipt.source
		}
	);
}
