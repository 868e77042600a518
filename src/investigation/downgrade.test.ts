import { describe, expect, it } from 'vitest';
import { cellsOf } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { coverageNeed, neededRange } from '#engine/derived/missing.ts';
import { DowngradedAnswers, type CellAnswer, type ReportedAnswer } from './downgrade.ts';
import { coverageNeedsOf } from './coverage-needs.ts';

const recipe = `---
lookdeeper: 1
id: small
title: Small
parameters:
  window: { type: interval, default: 1 hour, label: Time }
paths:
  triage: { title: Triage, stop: end }
---

\`\`\`sql {trust=shut claim="the port is shut" review=2026-03-01 needs=sessions}
SELECT 'confirmed' AS outcome, '' AS because
\`\`\`

\`\`\`sql {query=lists moment="a list decides nothing"}
SELECT * FROM intel
\`\`\`

\`\`\`sql {check=exposure path=triage needs=policy,web trust=shut}
SELECT 'clear' AS outcome, '' AS because FROM lists
\`\`\`

\`\`\`sql {verdict path=triage}
SELECT 'disregard' AS verdict, '' AS because FROM steps
\`\`\`
`;

const notebook = readRecipe(recipe);
const cells = cellsOf(notebook);
const sights = coverageNeedsOf(notebook);
const february = BigInt(Date.UTC(2026, 1, 1)) * 1000n;
const april = BigInt(Date.UTC(2026, 3, 1)) * 1000n;

interface Case {
	shut?: ReportedAnswer;
	exposure?: ReportedAnswer;
	missing?: Record<string, string>;
	away?: Record<string, string>;
	ts?: bigint | null;
}

function answers({ shut, exposure, missing = {}, away = {}, ts = february }: Case) {
	const given = new Map(
		Object.entries({ shut, exposure }).filter(([, said]) => said !== undefined)
	);
	const gaps = Object.entries(missing).map(([table, reason]): [string, string] => [
		coverageNeed(table as 'web', neededRange(["getvariable('window')"])).key,
		reason
	]);
	const circumstances = {
		ts,
		missing: new Map(gaps),
		away: new Map(Object.entries(away)),
		sights
	};
	const found = new DowngradedAnswers(
		notebook.analysis,
		circumstances,
		({ spec }) => given.get(spec.id) ?? null
	);
	const known = cells.map((cell) => [cell.spec.id, found.of(cell)] as const);
	return new Map(known.filter((each): each is [string, CellAnswer] => each[1] !== null));
}

const clear = { outcome: 'clear', because: 'nothing' };
const confirmed = { outcome: 'confirmed', because: 'no answer' };

describe('an answer', () => {
	it('stands where nothing is missing and no claim is broken', () => {
		expect(answers({ shut: confirmed, exposure: clear }).get('exposure')).toEqual({
			outcome: 'clear',
			because: 'nothing',
			said: 'clear',
			lowered: [],
			untested: []
		});
	});

	it('falls from clear to unknown where a table is missing, and says which, in order', () => {
		const missing = { web: 'the web records stop at 03:00', policy: 'no policy is loaded' };
		expect(answers({ shut: confirmed, exposure: clear, missing }).get('exposure')).toEqual({
			outcome: 'unknown',
			because: 'nothing',
			said: 'clear',
			lowered: ['no policy is loaded', 'the web records stop at 03:00'],
			untested: []
		});
	});

	it('that is unknown by its own word says what is missing of all that it reads beside its own sentence', () => {
		const exposure = { outcome: 'unknown', because: 'no rule' };
		const missing = {
			policy: 'no policy records are loaded',
			intel: 'no intel records are loaded'
		};
		const shut = { outcome: 'contradicted', because: 'an answer' };
		expect(answers({ shut, exposure, missing }).get('exposure')).toEqual({
			outcome: 'unknown',
			because: 'no rule',
			said: 'unknown',
			lowered: ['no intel records are loaded', 'no policy records are loaded'],
			untested: []
		});
	});

	it('stands as clear where what it reads and does not need is missing', () => {
		const missing = { intel: 'no intel records are loaded' };
		expect(answers({ shut: confirmed, exposure: clear, missing }).get('exposure')).toMatchObject({
			outcome: 'clear',
			lowered: []
		});
	});

	it('keeps a concern whatever is missing', () => {
		const exposure = { outcome: 'concern', because: 'open' };
		const { outcome, lowered: reasons } = answers({ exposure, missing: { web: 'gone' } }).get(
			'exposure'
		)!;
		expect([outcome, reasons]).toEqual(['concern', []]);
	});

	it('falls where a claim that it leans on is contradicted', () => {
		const shut = { outcome: 'contradicted', because: '3 sessions were answered' };
		expect(answers({ shut, exposure: clear }).get('exposure')!.lowered).toEqual([
			'the claim “the port is shut” is contradicted: 3 sessions were answered'
		]);
	});

	it('falls where a claim is contradicted without a reason, and says no more than that', () => {
		const shut = { outcome: 'contradicted', because: null };
		expect(answers({ shut, exposure: clear }).get('exposure')!.lowered).toEqual([
			'the claim “the port is shut” is contradicted'
		]);
	});

	it('falls where a claim that it leans on could not be tested, because its SQL failed', () => {
		expect(answers({ exposure: clear }).get('exposure')!.lowered).toEqual([
			'the claim “the port is shut” could not be tested'
		]);
	});

	it('stands where that claim is about what is not loaded, and names it as not tested', () => {
		const away = { shut: 'this claim is about fw.rules, which is not loaded' };
		expect(answers({ exposure: clear, away }).get('exposure')).toMatchObject({
			outcome: 'clear',
			untested: ['the port is shut']
		});
	});

	it.each(['concern', 'unknown'])('that is %s takes nothing on trust', (outcome) => {
		const shut = { outcome: 'untestable', because: null };
		const exposure = { outcome, because: 'so' };
		expect(answers({ shut, exposure }).get('exposure')!.untested).toEqual([]);
		expect(answers({ shut, exposure: clear }).get('exposure')!.untested).not.toEqual([]);
	});

	it('is worked out again where it or its claim was answered anew, and not else', () => {
		const given: Record<string, ReportedAnswer> = { exposure: clear, shut: confirmed };
		const circumstances = { ts: february, missing: new Map(), away: new Map(), sights };
		const found = new DowngradedAnswers(
			notebook.analysis,
			circumstances,
			({ spec }) => given[spec.id] ?? null
		);
		const exposure = cells.find(({ spec }) => spec.id === 'exposure')!;
		const first = found.of(exposure);
		expect(found.of(exposure)).toBe(first);
		given.shut = { outcome: 'contradicted', because: 'an answer' };
		expect(found.of(exposure)?.outcome).toBe('unknown');
		given.exposure = { outcome: 'concern', because: 'open' };
		expect(found.of(exposure)?.outcome).toBe('concern');
	});

	it('is absent where the cell has not been asked', () => {
		expect(answers({ exposure: clear }).has('shut')).toBe(false);
	});
});

describe('a claim', () => {
	it('cannot be confirmed where its data is missing', () => {
		const { outcome, because } = answers({
			shut: confirmed,
			missing: { sessions: 'no session records are loaded' }
		}).get('shut')!;
		expect([outcome, because]).toEqual(['untestable', 'no session records are loaded']);
	});

	it('that cannot be tested by its own word says what is missing beside it', () => {
		const shut = { outcome: 'untestable', because: 'no answer is known' };
		const missing = { sessions: 'no session records are loaded' };
		expect(answers({ shut, missing }).get('shut')!.because).toBe(
			'no answer is known; no session records are loaded'
		);
	});

	it('has run out where its review was due before the alert', () => {
		const { outcome, because } = answers({ shut: confirmed, ts: april }).get('shut')!;
		expect([outcome, because]).toEqual(['expired', 'its review was due on 2026-03-01']);
	});

	it('does not run out for an alert without a time', () => {
		expect(answers({ shut: confirmed, ts: null }).get('shut')!.outcome).toBe('confirmed');
	});

	it('stays contradicted whatever is missing and however old it is', () => {
		const shut = { outcome: 'contradicted', because: 'an answer' };
		const answer = answers({ shut, ts: april, missing: { sessions: 'gone' } }).get('shut')!;
		expect([answer.outcome, answer.because]).toEqual(['contradicted', 'an answer']);
	});

	it('about what is not loaded is untestable, whatever its SQL says and however old it is', () => {
		const away = { shut: 'this claim is about fw.rules, which is not loaded' };
		for (const outcome of ['confirmed', 'contradicted', 'untestable']) {
			const shut = { outcome, because: 'so' };
			const answer = answers({ shut, ts: april, away }).get('shut')!;
			expect([answer.outcome, answer.because]).toEqual(['untestable', away.shut]);
		}
	});
});
