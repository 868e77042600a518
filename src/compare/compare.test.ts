import { describe, expect, it } from 'vitest';
import type { InvestigationResult, PathResult, Step, Trust } from '#investigation/result.ts';
import { compare } from './compare.ts';

function step(cell: string, change: Partial<Step> = {}): Step {
	return {
		cell,
		role: 'answer',
		question: `${cell}?`,
		state: 'done',
		notRun: null,
		outcome: 'clear',
		because: `of ${cell}`,
		earlier: null,
		triedAt: null,
		said: 'clear',
		lowered: [],
		open: null,
		moment: null,
		rows: 1,
		ms: 2,
		runs: 1,
		needs: [],
		dataTypes: [],
		trusts: [],
		failure: null,
		sql: '',
		rowsSql: null,
		rowsKey: null,
		...change
	};
}

function path(name: string, verdict: string | null, steps: Step[]): PathResult {
	return {
		path: name,
		title: name,
		steps,
		verdict,
		because: null,
		said: verdict,
		concluded: true,
		earlier: null,
		stoppedAt: null,
		partial: false,
		stableAfter: null,
		flips: [],
		ms: 0,
		sharedMs: 0,
		failure: null
	};
}

function side(paths: PathResult[], trusts: Trust[] = []) {
	const result = { paths, trusts, missing: [], ms: 0 };
	return compare(result as unknown as InvestigationResult, null);
}

const web = step('web', { needs: ['web', 'firewall'], dataTypes: ['transaction'] });
const host = step('host', { needs: ['host', 'firewall'], dataTypes: ['host log'] });
const both = step('both', { needs: ['alerts'], dataTypes: ['alert'] });

describe('what each path asked and the other never did', () => {
	it('is told both ways, with the tables and data types that only it looked at', () => {
		const { askedAlone } = side([
			path('short', 'disregard', [web, both]),
			path('long', 'suspicious', [both, host])
		]);
		expect(askedAlone).toMatchObject([
			{ path: 'short', findings: [{ cell: 'web' }], tables: ['web'], dataTypes: ['transaction'] },
			{ path: 'long', findings: [{ cell: 'host' }], tables: ['host'], dataTypes: ['host log'] }
		]);
	});

	it('tells of an answer that was lowered why it is unknown, and not what its SQL said of no records', () => {
		const lowered = step('web', { outcome: 'unknown', lowered: ['no web records are loaded'] });
		const { askedAlone } = side([path('short', null, [lowered]), path('long', null, [host])]);
		expect(askedAlone[0]!.findings).toMatchObject([
			{ outcome: 'unknown', because: 'no web records are loaded' }
		]);
	});

	it('is told once, and not among the disagreements again', () => {
		const paths = [path('short', 'disregard', [web]), path('long', 'suspicious', [host, both])];
		expect(side(paths).disagreements).toEqual(['short says disregard; long says suspicious']);
		const alike = paths.map((each) => ({ ...each, verdict: 'disregard' }));
		expect(side(alike).disagreements).toEqual([]);
	});

	it('counts the data of the trusts that a path leans on as looked at', () => {
		const trust = { id: 't', needs: ['host'], dataTypes: ['host log'], outcome: 'confirmed' };
		const leaning = { ...web, trusts: ['t'] };
		const { askedAlone, costs } = side(
			[path('short', 'disregard', [leaning]), path('long', 'disregard', [host])],
			[trust as unknown as Trust]
		);
		expect(askedAlone.map(({ tables }) => tables)).toEqual([['web'], []]);
		expect(costs[0]!.dataTypes).toEqual(['transaction', 'host log']);
	});

	it('is no step that failed on the other path', () => {
		const failed = step('web', { state: 'failed', outcome: null });
		const { askedAlone } = side([
			path('short', 'disregard', [web]),
			path('long', 'disregard', [failed, host])
		]);
		expect(askedAlone.map(({ findings }) => findings.map(({ cell }) => cell))).toEqual([
			[],
			['host']
		]);
	});

	it('counts a step that was not needed as not asked', () => {
		const spared = step('host', { state: 'not needed', outcome: null });
		const { askedAlone } = side([
			path('short', 'suspicious', [web, spared]),
			path('long', 'disregard', [host])
		]);
		expect(askedAlone.map(({ findings }) => findings.map(({ cell }) => cell))).toEqual([
			['web'],
			['host']
		]);
	});
});

it('a broken trust is told with the paths that lean on it, one or several, and its reason if any', () => {
	const leaning = step('a', { trusts: ['t'] });
	const trust = {
		needs: [],
		dataTypes: [],
		id: 't',
		claim: 'all is shut',
		outcome: 'contradicted',
		because: null
	} as unknown as Trust;
	const short = path('short', 'disregard', [leaning]);
	expect(side([short], [trust]).disagreements).toEqual([
		'short leans on “all is shut”, which is contradicted'
	]);
	const long = path('long', 'disregard', [leaning]);
	expect(side([short, long], [{ ...trust, because: 'an answer' }]).disagreements).toEqual([
		'short and long lean on “all is shut”, which is contradicted: an answer'
	]);
});
