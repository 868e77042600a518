import type { DataType, EventTableName } from '#tables/event-tables.ts';
import type { MissingNeed } from './missing-needs.ts';

/** What a check says of one alert. */
export type CheckOutcome = 'clear' | 'concern' | 'unknown';

/** What became of a claim for one alert. */
export type TrustOutcome = 'confirmed' | 'contradicted' | 'untestable' | 'expired';

/**
 * `waiting` has not begun; `done` is final; `stale` was right for other SQL, values or data and waits for a run;
 * `stopped` made the database stop answering and is not run again by itself; `not needed` is a step after the
 * verdict was decided.
 */
export type StepState =
	'waiting' | 'running' | 'done' | 'stale' | 'failed' | 'cancelled' | 'stopped' | 'not needed';

/** What is shown of an earlier run, which holds no longer: it is never the answer of now. */
export interface Earlier {
	outcome: string | null;
	because: string | null;
	/** Rows that were listed; null where it is an answer, or they were not counted. */
	rows: number | null;
	/** When it was found, in microseconds since 1970 UTC. */
	at: bigint;
	/** What it was found with that is another now: `window 1 hour`, `other SQL`, `other data`. */
	differs: readonly string[];
}

/** One check, or one list of rows, on one path for one alert. */
export interface Step {
	/** Id of the cell. */
	cell: string;
	/** `rows` is a step that lists events and answers nothing: it never has an outcome. */
	role: 'answer' | 'rows';
	question: string;
	state: StepState;
	/** Why it has no answer of this run, in words; null where it has one, failed, or is being asked. */
	notRun: string | null;
	/** Null unless the step is `done`. */
	outcome: CheckOutcome | null;
	because: string | null;
	/** The last good answer, where it is not that of now; null where there is none. */
	earlier: Earlier | null;
	/** When the try at hand failed, was cancelled or stopped; null where none did. */
	triedAt: bigint | null;
	/** What the check itself said, before missing data or a broken trust lowered it. */
	said: CheckOutcome | null;
	/** Why `clear` was lowered to `unknown`, or what was missing where `unknown` was said, one sentence each; else empty. */
	lowered: readonly string[];
	/** Why the alert may be closed though the step is unknown or has no answer; null where it may not. */
	open: string | null;
	/** Why it need only see the alert's moment though its SQL reads more of time; null where it must see what it reads. */
	moment: string | null;
	/** Event rows that the answer rests on, or that are listed; null where they were not counted. */
	rows: number | null;
	/** Milliseconds of the machine: to answer, or to find and count the rows. */
	ms: number | null;
	/** How many times the step has run since it was opened. */
	runs: number;
	needs: readonly EventTableName[];
	dataTypes: readonly DataType[];
	/** Ids of the trusts it leans on. */
	trusts: readonly string[];
	/** Why it failed; null where it did not. */
	failure: CellFailure | null;
	/** The SQL that answers or lists, and the SQL of the rows behind it (null where none can be listed). */
	sql: string;
	rowsSql: string | null;
	/** Changes whenever other rows stand behind it; null where none can be listed. */
	rowsKey: string | null;
}

export interface CellFailure {
	message: string;
	/** Offset in the SQL of the cell itself; null where the fault has no place in it. */
	position: number | null;
	/** The query that the cell reads and that is at fault; absent where the fault is the cell's own. */
	query?: { cell: string; sql: string; position: number | null };
}

export interface Trust {
	/** Id of the cell. */
	id: string;
	claim: string;
	owner: string | null;
	source: string | null;
	/** `YYYY-MM-DD`; null where no review is due. */
	reviewBy: string | null;
	/** Tables without which it cannot be tested. */
	needs: readonly EventTableName[];
	dataTypes: readonly DataType[];
	state: StepState;
	/** Null unless it is `done`. */
	outcome: TrustOutcome | null;
	because: string | null;
	/** What became of it last, where that is not so now; null where there is nothing. */
	earlier: Earlier | null;
	triedAt: bigint | null;
	ms: number | null;
	sql: string;
	failure: CellFailure | null;
}

/** A trust without which the verdict would be another. */
export interface Flip {
	trust: string;
	claim: string;
	verdict: string;
}

/** One path for one alert. */
export interface PathResult {
	path: string;
	title: string;
	steps: Step[];
	/** One of OCSF's words; null until it is that of now, and where it gave none that counts. */
	verdict: string | null;
	because: string | null;
	/** What the verdict itself said, before a step that is open kept it from closing the alert. */
	said: string | null;
	/** Whether it came to its end with the answers of now, as far as there are any. */
	concluded: boolean;
	/** The last verdict, where it is not that of now; null where there is none. */
	earlier: Earlier | null;
	/** True where a check is missing, stale, failed or cancelled: the verdict is then not final. */
	partial: boolean;
	/** Number of steps after which no answer could change the verdict, as far as that is known; null where the last could. */
	stableAfter: number | null;
	flips: Flip[];
	/** Milliseconds of the machine: of the steps that ran, and of the trusts that they lean on. */
	ms: number;
	/** How many of those are of steps and trusts that another path asked as well: they are counted in both. */
	sharedMs: number;
	failure: CellFailure | null;
	/** When its verdict made the database stop answering: it is not asked again by itself; null where it did not. */
	stoppedAt: bigint | null;
}

/** A row of the event table `alerts`, as shown; absent values null. */
export interface AlertRow {
	alert_id: string;
	/** Microseconds since 1970 UTC. */
	ts: bigint | null;
	signature: string | null;
	src_ip: string | null;
	src_port: number | null;
	dst_ip: string | null;
	dst_port: number | null;
	proto: string | null;
	count: number | null;
	priority: number | null;
	sensor: string | null;
	/** Generator, number and revision of the rule that raised it. */
	gid: number | null;
	sid: number | null;
	rev: number | null;
	source_id: string;
	record: number;
	/** `known`, `synthetic`, `mixed`; null for the analyst's own files. */
	origin: string | null;
}

/** Where the coverage of an event table is whole and where it has holes, by who speaks. */
export interface CoveragePiece {
	table: EventTableName;
	/** Firewall, host …; null where the table has no speakers. */
	speaker: string | null;
	/** How many speakers it is of together, where they are not told apart; 0 for a speaker's own. */
	others: number;
	/** Microseconds since 1970 UTC; null for tables that stand (policy, inventory). */
	from: bigint | null;
	to: bigint | null;
	records: number;
	/** Minutes of silence that are believed of it; null where it stands, or is claimed. */
	bound: number | null;
	/** Whether that is stated for its kind of log, or the whole is what its source claims; null where it stands. */
	origin: 'stated' | 'claimed' | null;
}

/** Everything that was found out about one alert. */
export interface InvestigationResult {
	alert: AlertRow;
	paths: PathResult[];
	trusts: Trust[];
	/** The checks that stand on no path, as far as somebody looked at them. */
	beside: Step[];
	/** What of the recipe's needs is not loaded; the verdicts stand without it. */
	missing: readonly MissingNeed[];
	/** Milliseconds from the start to the last answer. */
	ms: number;
}
