import { expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { policyAnswers, policyEngines, type Flow } from './support/policy-answers.ts';
import { answerOf } from './support/rulesets/answer.ts';
import { Draw, drawFlow, drawRuleset } from './support/rulesets/draw.ts';
import { kernelSays } from './support/rulesets/kernel.ts';
import { own, type DrawnFlow, type DrawnRuleset } from './support/rulesets/model.ts';
import { rowsOf } from './support/rulesets/read.ts';
import { asIptables, asNftables } from './support/rulesets/write.ts';

const RULESETS = 5_000;
const FLOWS = 6;
/** Of so many rulesets one is large, and written in both formats; the others are in one of them by turns. */
const LARGE = 50;
/** Of so many rulesets one is asked in a real database too. */
const IN_DATABASE = 250;

const writers = [
	['iptables-save', asIptables],
	['nftables-ruleset', asNftables]
] as const;

interface Drawn {
	ruleset: DrawnRuleset;
	flows: DrawnFlow[];
	/** What may become of each, whatever no flow tells. */
	may: Set<string>[];
}

function drawn(seed: number): Drawn {
	const draw = new Draw(seed);
	const ruleset = drawRuleset(draw, seed % LARGE !== 0);
	const flows = Array.from({ length: FLOWS }, () => drawFlow(draw, ruleset.family));
	return { ruleset, flows, may: flows.map((flow) => kernelSays(ruleset, flow)) };
}

function writersOf(seed: number): readonly (typeof writers)[number][] {
	return seed % LARGE === 0 ? writers : [writers[seed % 2]!];
}

it(
	`says of ${RULESETS} drawn rulesets what the kernel does rule by rule, or unknown, in both formats`,
	{ timeout: 300_000 },
	() => {
		const wrong: unknown[] = [];
		const asked = { all: 0, unknown: 0, certain: 0, needless: 0 };
		for (let seed = 0; seed < RULESETS && wrong.length < 1; seed++) {
			const { ruleset, flows, may } = drawn(seed);
			const device = own[ruleset.family];
			for (const [format, write] of writersOf(seed)) {
				const text = write(ruleset);
				const rows = rowsOf(format, text, device);
				flows.forEach((flow, i) => {
					const says = answerOf(rows, { ...flow, device }, device);
					asked.all++;
					if (says === 'unknown') asked.unknown++;
					if (!ruleset.isOpen) asked.certain++;
					if (!ruleset.isOpen && says === 'unknown') asked.needless++;
					if (says !== 'unknown' && (may[i]!.size > 1 || !may[i]!.has(says)))
						wrong.push({ seed, format, flow, says, may: [...may[i]!], text });
				});
			}
		}
		expect(wrong).toEqual([]);
		expect(asked.needless).toBeLessThan(asked.certain / 100);
		expect(asked.unknown).toBeLessThan(asked.all / 5);
	}
);

it('says the same in a real database', { timeout: 120_000 }, async () => {
	const rows: RowObject[] = [];
	const flows: Flow[] = [];
	const expected: string[] = [];
	for (let seed = 0; seed < RULESETS; seed += IN_DATABASE) {
		const { ruleset, flows: own4 } = drawn(seed);
		for (const [format, write] of writers) {
			const address = own[ruleset.family];
			const device = `${format} ${seed}`;
			const read = rowsOf(format, write(ruleset), address).map((row) => ({ ...row, device }));
			rows.push(...read);
			for (const flow of own4) {
				flows.push({ ...flow, device });
				expected.push(answerOf(read, { ...flow, device }, address));
			}
		}
	}
	expect(await policyAnswers(policyEngines[0]!, rows, flows)).toEqual(expected);
});
