import { expect, test } from 'vitest';
import { pinDifferences, type PinContext } from './pin-differences.ts';
import type { PinnedAnswer, PinnedRow } from '#investigation/pin.ts';

const firewall = { name: 'fw-1.log', sha256: 'f1' };
const policy = { name: 'fw-1.rules', sha256: 'a2' };

const common = {
	id: 'p',
	workspace: 'own',
	alertId: 'x-1',
	at: '2026-01-01T00:00:00.000Z',
	cell: 'firewalls',
	question: 'What did the firewalls log?',
	sql: 'SELECT 1',
	parameters: { window: '1 hour' },
	sources: [firewall, policy],
	note: ''
};
const answer: PinnedAnswer = {
	...common,
	of: 'answer',
	outcome: 'clear',
	because: 'denied',
	rows: 2
};
const row: PinnedRow = {
	...common,
	of: 'row',
	sources: [firewall],
	columns: [],
	values: [],
	place: { sourceId: 'f1', record: 1, offset: 0, length: 9 }
};
const same: PinContext = {
	step: {
		role: 'answer',
		state: 'done',
		outcome: 'clear',
		because: 'denied',
		said: 'clear' as const,
		lowered: [],
		rows: null
	},
	sql: 'SELECT 1',
	values: { window: '1 hour', severity: '7' },
	loaded: new Set(['f1', 'a2', 'b3']),
	read: [firewall, policy]
};

function standing(change: Partial<PinContext>, pin: PinnedAnswer | PinnedRow = answer): string[] {
	return pinDifferences(pin, { ...same, ...change });
}

test('evidence that is the same now says nothing', () => {
	expect(standing({})).toEqual([]);
	expect(standing({}, row)).toEqual([]);
});

test('an answer that was lowered since is told with what lowered it', () => {
	const lowered = ['no firewall records are loaded'];
	const step: PinContext['step'] = { ...same.step!, outcome: 'unknown', lowered };
	expect(standing({ step })).toEqual([
		'The step answers otherwise now: unknown, no firewall records are loaded'
	]);
});

test('an answer that is different now is told, with what has changed', () => {
	const step: PinContext['step'] = { ...same.step!, outcome: 'concern', because: '1 allowed' };
	expect(standing({ step, sql: 'SELECT 2', values: { window: '2 hours' } })).toEqual([
		'The step answers otherwise now: concern, 1 allowed',
		'Its SQL is another now.',
		'window was 1 hour, and is 2 hours now.'
	]);
});

test('where other data give the same answer, both are told', () => {
	expect(standing({ read: [firewall, policy, { name: 'fw-2.log', sha256: 'b3' }] })).toEqual([
		'fw-2.log is read now as well.',
		'The answer is the same.'
	]);
});

test('sources that are not loaded are named, of answers and of rows', () => {
	expect(standing({ loaded: new Set() }, row)).toEqual(['fw-1.log is not loaded now.']);
	expect(standing({ loaded: new Set() })[0]).toBe('fw-1.log, fw-1.rules are not loaded now.');
});

test('a step that is gone, or has no answer, is told as what it is', () => {
	expect(standing({ step: null })).toEqual(['The recipe has no such step any more.']);
	expect(standing({ step: { ...same.step!, state: 'failed' } })).toEqual([
		'The step has no answer now that it could be held against.'
	]);
});

test('a step that lists rows is held against their number', () => {
	const lists = { ...same.step!, role: 'rows', outcome: null, because: null } as const;
	const pin = { ...answer, outcome: null, because: null };
	expect(standing({ step: { ...lists, rows: 2 } }, pin)).toEqual([]);
	expect(standing({ step: { ...lists, rows: 3 } }, pin)).toEqual(['The step lists 3 rows now.']);
});
