import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sweep, SweptVerdict } from '#investigation/sweep.ts';
import { agreementOf } from './agreement.ts';

const blind = 'insufficient data';

function swept(verdict: string | null): SweptVerdict {
	const decided = verdict !== null && verdict !== blind;
	return { verdict, because: null, said: verdict, failure: null, decided };
}

type Pair = [short: string | null, long: string | null];

function over(pairs: Pair[], notWrittenFor: string[] = []) {
	return overEach(
		pairs.map((pair, id) => [String(id), pair]),
		notWrittenFor
	);
}

function overEach(alerts: [id: string, Pair][], notWrittenFor: string[] = []) {
	const side = (i: number) => new Map(alerts.map(([id, pair]) => [id, swept(pair[i]!)]));
	const paths = ['short', 'long'].map((path, i) => ({
		path,
		title: path,
		ms: 1,
		verdicts: side(i)
	}));
	return agreementOf({
		paths,
		notWrittenFor: new Set(notWrittenFor),
		failures: [],
		missing: [],
		sharedMs: 0
	} as Sweep);
}

describe('agreement', () => {
	it('is counted among the alerts that one path at least could decide', () => {
		const agreement = over([
			['disregard', 'disregard'],
			['suspicious', 'disregard'],
			[blind, 'disregard'],
			[blind, blind],
			[null, blind],
			[null, null]
		]);
		expect(agreement).toMatchObject({ alerts: 6, compared: 3, agreed: 1 });
		expect(agreement.fields.map(({ short, long, alerts }) => [short, long, alerts])).toEqual([
			['disregard', 'disregard', 1],
			[blind, 'disregard', 1],
			['suspicious', 'disregard', 1]
		]);
		expect(agreement.beside).toEqual([
			{ why: 'neither path could decide', alerts: 3, alertIds: ['3', '4', '5'] }
		]);
	});

	it('leaves out the alerts that the recipe is not written for, and counts them beside', () => {
		const agreement = over(
			[
				['disregard', 'disregard'],
				['disregard', 'disregard'],
				[blind, blind]
			],
			['1', '2']
		);
		expect(agreement).toMatchObject({ alerts: 3, compared: 1, agreed: 1 });
		expect(agreement.beside).toEqual([
			{ why: 'the recipe is not written for them', alerts: 2, alertIds: ['1', '2'] }
		]);
	});

	it('of alerts of which none counts is over none', () => {
		expect(over([[blind, blind]])).toMatchObject({ alerts: 1, compared: 0, agreed: 0, fields: [] });
		expect(over([])).toMatchObject({ alerts: 0, compared: 0, beside: [] });
	});

	it('lists the same alerts in the same order, in whichever order they were answered', () => {
		const verdicts = ['disregard', 'suspicious', blind];
		const alerts = Array.from({ length: 250 }, (_, i): [string, Pair] => [
			`52806d3eae90-${i + 1}`,
			[verdicts[i % 2]!, verdicts[i % 3]!]
		]);
		const answered = fc.shuffledSubarray(alerts, { minLength: alerts.length });
		const notWrittenFor = alerts.filter((_, i) => i % 5 === 0).map(([id]) => id);
		const expected = overEach(alerts, notWrittenFor);
		expect(expected.beside[0]!.alertIds).toEqual([...expected.beside[0]!.alertIds].sort());
		fc.assert(
			fc.property(answered, (some) => {
				expect(overEach(some, notWrittenFor)).toEqual(expected);
			}),
			{ numRuns: 30 }
		);
	});
});
