import text from '../../datasets/recipes/block-listed-source.md?raw';
import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import type { Agreement } from '#compare/agreement.ts';
import { compare } from '#compare/compare.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import { defaultSettings } from '#intake/record/import-settings.ts';
import type {
	AlertRow,
	InvestigationResult,
	PathResult,
	Step,
	Trust
} from '#investigation/result.ts';
import { waitingPaths } from '#investigation/waiting-paths.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import type { Source } from '../../src/app/services/source.ts';
import type { AloneState, InvestigationState } from '../../src/app/services/investigation-state.ts';
import type { Deferred } from '../../src/app/places/deeper/kept-deferred.ts';

/** What a page may show: believable alerts, answers, sources and rows. */

export { text as recipeText };

export const moment = BigInt(Date.UTC(2007, 0, 15, 3, 17, 36)) * 1000n;
export const hour = 3_600_000_000n;

export const notebook = readRecipe(text);

export const alertRow: AlertRow = {
	alert_id: '0a1b2c3d4e5f-1',
	ts: moment,
	signature: 'BLEEDING-EDGE DROP Dshield Block Listed Source',
	src_ip: '203.0.113.203',
	src_port: 1272,
	dst_ip: '192.0.2.28',
	dst_port: 4899,
	proto: 'tcp',
	count: 1,
	priority: 2,
	sensor: 'sensor-1',
	gid: 1,
	sid: 2402000,
	rev: 5,
	source_id: '0a1b2c3d4e5f',
	record: 1,
	origin: 'known'
};

export const otherAlert: AlertRow = {
	...alertRow,
	alert_id: '0a1b2c3d4e5f-2',
	ts: moment + hour,
	signature: 'MS-SQL Worm propagation attempt',
	src_ip: '198.51.100.7',
	dst_port: 1434,
	proto: 'udp',
	count: null,
	sid: 2003,
	origin: 'synthetic'
};

/** A step of the recipe as it would be answered, with what the test asks of it. */
export function answered(step: Step, change: Partial<Step> = {}): Step {
	return {
		...step,
		state: 'done',
		outcome: 'clear',
		said: 'clear',
		because: '2 firewall records of this source: 0 allowed, 2 denied',
		rows: 2,
		ms: 12,
		runs: 1,
		dataTypes: step.needs.map((name) => eventTables[name].dataType),
		rowsSql: 'SELECT * FROM firewall',
		rowsKey: 'firewall',
		...change
	};
}

/** What makes an answered step one that has the answer of an earlier run alone. */
export const unanswered = {
	outcome: null,
	said: null,
	because: null,
	rows: null,
	ms: null,
	earlier: {
		outcome: 'clear',
		because: '2 firewall records of this source: 0 allowed, 2 denied',
		rows: null,
		at: moment,
		differs: ['window 1 hour']
	}
} satisfies Partial<Step>;

const trusts: Trust[] = [
	{
		id: 'border-denies-by-default',
		claim: 'The border lets nothing in but what the policy allows',
		owner: 'Network operations',
		source: 'fw-1.rules',
		reviewBy: '2007-06-30',
		needs: ['policy', 'sessions'],
		dataTypes: ['policy', 'session'],
		state: 'done',
		earlier: null,
		triedAt: null,
		outcome: 'confirmed',
		because: 'no session to a port that the policy closes was answered',
		ms: 8,
		sql: "SELECT 'confirmed' AS outcome",
		failure: null
	}
];

function pathOf(path: PathResult, index: number): PathResult {
	const steps = path.steps.map((step, i) => answered(step, { ms: 10 + 7 * i }));
	return {
		...path,
		steps,
		concluded: true,
		verdict: index === 0 ? 'disregard' : 'suspicious',
		because: 'the port is closed on paper, nothing was let through',
		stableAfter: steps.length - 1,
		flips:
			index === 0
				? [{ trust: trusts[0]!.id, claim: trusts[0]!.claim, verdict: 'insufficient data' }]
				: [],
		ms: 8 + steps.reduce((sum, { ms }) => sum + (ms ?? 0), 0)
	};
}

export function resultOf(change: (path: PathResult, index: number) => PathResult = (p) => p) {
	const paths = waitingPaths(notebook).map((path, i) => change(pathOf(path, i), i));
	return {
		alert: alertRow,
		paths,
		trusts,
		beside: [],
		missing: [],
		ms: 310
	} satisfies InvestigationResult;
}

export const rows: Result = {
	columns: [
		{ name: 'ts', type: 'timestamp' },
		{ name: 'src_ip', type: 'text' },
		{ name: 'dst_port', type: 'number' },
		{ name: 'bytes', type: 'number' },
		{ name: 'source_id', type: 'text' },
		{ name: 'record', type: 'number' },
		{ name: 'byte_offset', type: 'number' },
		{ name: 'byte_length', type: 'number' }
	],
	rows: [
		[moment, '203.0.113.203', 4899, 48n, '0a1b2c3d4e5f', 7n, 4096n, 30],
		[moment + 2_900_000n, '203.0.113.203', 4899, null, '0a1b2c3d4e5f', 8n, 4127n, 30]
	]
};

export const record = 'Jan 15 03:17:36 fw-1: DENY TCP';

export function source(change: Partial<Source>): Source {
	return {
		key: 'fw-1.log',
		name: 'fw-1.log',
		state: 'read',
		receipt: {
			source: 'fw-1.log',
			sha256: '0a1b2c3d4e5f'.padEnd(64, '6'),
			source_id: '0a1b2c3d4e5f',
			format: 'netfilter',
			recognised_by: 'every line carries SRC= and DST=',
			runner_up: null,
			bytes: 125_000,
			compression: null,
			by_format: {},
			records: 630,
			extra_rows: 0,
			rows: { firewall: 628 },
			rejects: [
				{
					record: 3,
					byte_offset: 210,
					byte_length: 12,
					reason: 'no time at the start: fw-1 starts'
				},
				{ record: 9, byte_offset: 1210, byte_length: 12, reason: 'not an address: 300.1.1.1' }
			],
			first_ts: '2007-01-15T00:00:42.000000Z',
			last_ts: '2007-01-15T06:28:11.000000Z',
			notes: ['times carry no year; 2007 was taken from the date of the file'],
			own_columns: 'on demand',
			claimed_spans: [],
			leading_times: [],
			told_spans: [],
			unread_entries: [],
			native_columns: []
		},
		origin: 'synthetic',
		title: 'Log of the border firewall',
		settings: defaultSettings,
		file: new File([], 'fw-1.log'),
		workspace: null,
		progress: null,
		...change
	} as Source;
}

export const refused = source({
	key: 'notes.txt',
	name: 'notes.txt',
	state: 'refused',
	receipt: null,
	reason: 'input not recognised: no format fits its first lines',
	offered: true,
	origin: null,
	title: null
});

export const reading = source({
	key: 'eve.json',
	name: 'eve.json',
	state: 'reading',
	receipt: null,
	origin: null,
	title: null,
	progress: { pass: 'read', done: 210_000_000, all: 528_000_000, rate: 140_000_000, left: 2.3 }
});

export function piece(
	table: EventTableName,
	speaker: string,
	from: bigint | null,
	to: bigint | null
) {
	const silence = from === null ? null : { bound: 5, origin: 'stated' as const };
	return {
		table,
		speaker,
		others: 0,
		from,
		to,
		records: 314,
		bound: null,
		origin: null,
		...silence
	};
}

export function done(result: InvestigationResult): InvestigationState {
	const comparison = { comparison: compare(result, null), result, earlier: null };
	return { state: 'done', isBusy: false, result, comparison, alone };
}

/** Nothing was asked by itself. */
export const alone: AloneState = { overAll: null, asking: new Set() };

export const agreement: Agreement = {
	alerts: 30,
	compared: 25,
	agreed: 20,
	beside: [
		{ why: 'the recipe is not written for them', alerts: 4, alertIds: [otherAlert.alert_id] },
		{ why: 'neither path could decide', alerts: 1, alertIds: [alertRow.alert_id] }
	],
	paths: ['Proactive triage', 'Reactive deep dive'],
	fields: [
		{ short: 'disregard', long: 'disregard', alerts: 20, alertIds: [alertRow.alert_id] },
		{ short: 'disregard', long: 'suspicious', alerts: 5, alertIds: [otherAlert.alert_id, 'gone-1'] }
	],
	ms: [613, 354],
	sharedMs: 41
};

export const deferred: Deferred = {
	id: 'deferred-1',
	at: '2007-01-16T09:00:00.000Z',
	reason: 'the host log of that night is missing',
	alert: alertRow,
	verdicts: { 'Proactive triage': 'insufficient data', 'Reactive deep dive': 'suspicious' },
	wake: 'SELECT 1 FROM host',
	awake: true,
	wakeFailure: null
};
