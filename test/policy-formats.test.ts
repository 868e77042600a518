import { beforeAll, describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { formats } from '#datasets/index.ts';
import { bytesOf } from '#lib/bytes.ts';
import { policyAnswers, policyEngines, type Flow } from './support/policy-answers.ts';
import { policyTexts, type PolicyText } from './support/policy-texts.ts';
import { readBytes, type ReadResult } from './support/read-bytes.ts';

/** A word that means nothing in any format. */
const NOTHING = '§';

/** Rules with one among them that is not as it should be. */
interface Case {
	title: string;
	text: PolicyText;
	rules: string[];
	/** Where among the rules it stands. */
	at: number;
	/** Targets that are asked about. */
	targets: readonly (readonly [ip: string, port: number])[];
}

interface Outcome extends Case {
	read: ReadResult;
	says: (string | null)[];
}

/** An outcome by what is told of it where it is not the one expected. */
const told = ({ title, rules, at, says }: Outcome) => ({
	title,
	rule: rules[at]!.slice(0, 200),
	says
});

const strange = policyTexts.flatMap((text) => [
	...Object.entries(text.strange).map(([title, rule]) => around(text, title, rule)),
	around(text, 'a line longer than any rule', tooLong(text))
]);
const idle = policyTexts.flatMap((text) =>
	Object.entries(text.idle).map(([title, rule]) => around(text, title, rule))
);
const damaged = policyTexts.flatMap((text) => {
	const parts = text.allow(22).split(text.gap);
	return parts.slice(text.lead).flatMap((part, i) => {
		const place = text.lead + i;
		return [1, 0].map((replaced): Case => {
			const title = replaced ? `${part} replaced` : `something in front of ${part}`;
			const rule = parts.toSpliced(place, replaced, NOTHING).join(text.gap);
			const targets = [['192.0.2.1', 22] as const];
			return { title, text, rules: [rule, text.deny], at: 0, targets };
		});
	});
});

function around(text: PolicyText, title: string, rule: string): Case {
	return {
		title,
		text,
		rules: [text.allow(22), rule, text.deny],
		at: 1,
		targets: [
			['192.0.2.1', 22],
			['192.0.2.2', 443],
			['192.0.2.2', 80]
		]
	};
}

function tooLong({ allow, gap, format }: PolicyText): string {
	const [first, ...parts] = allow(443).split(gap);
	const isTable = format === 'delimited' || format === 'ndjson';
	return isTable ? [first, NOTHING].join(gap) : [first, ...parts, 'x'.repeat(70_000)].join(gap);
}

async function outcomesOf(cases: readonly Case[]): Promise<Outcome[]> {
	const rows: RowObject[] = [];
	const flows: Flow[] = [];
	const reads: ReadResult[] = [];
	for (const [i, { text, rules, targets }] of cases.entries()) {
		const host = `fw-${i}`;
		const settings = { as: text.format, host: `${host},10.9.0.1`, mapping: text.mapping ?? null };
		const read = await readBytes(bytesOf(text.write(rules)), { settings });
		reads.push(read);
		rows.push(...read.rows.filter(({ table }) => table === 'policy'));
		const device = text.device(host);
		for (const [dst, port] of targets)
			flows.push({ device, src: '203.0.113.9', dst, proto: 'tcp', port });
	}
	const answers = await policyAnswers(policyEngines[0]!, rows, flows);
	return cases.map((one, i) => {
		const says = answers.splice(0, one.targets.length);
		return { ...one, read: reads[i]!, says };
	});
}

/** Reasons for which the line at hand has no row. */
function rejectsOf({ read, text, rules, at }: Outcome): string[] {
	const whole = text.write(rules);
	const from = whole.indexOf(rules[at]!);
	const to = from + rules[at]!.length;
	return read.receipt.rejects
		.filter(({ byte_offset }) => Number(byte_offset) >= from && Number(byte_offset) < to)
		.map(({ reason }) => reason);
}

it('every format whose records become rows of policy is held to this', () => {
	const known = formats.filter(({ tables, mappable }) => tables.includes('policy') || mappable);
	expect(policyTexts.map(({ format }) => format).sort()).toEqual(
		known.map(({ name }) => name).sort()
	);
});

describe('in every format of rules', () => {
	let outcomes: Record<'strange' | 'idle' | 'damaged', Outcome[]>;

	beforeAll(async () => {
		const [first, second, third] = [
			await outcomesOf(strange),
			await outcomesOf(idle),
			await outcomesOf(damaged)
		];
		outcomes = { strange: first, idle: second, damaged: third };
	}, 60_000);

	it('a rule that is not wholly understood is an unknown row at its place: the rules before it decide before', () => {
		const wrong = outcomes.strange.filter(
			({ says }) => says[0] !== 'allow' || says[1] !== 'unknown'
		);
		expect(wrong.map(told)).toEqual([]);
	});

	it('such a rule is narrowed to what was understood: of other packets the next rule says what becomes', () => {
		const narrowed = outcomes.strange.filter(({ title }) => !title.startsWith('a line longer'));
		const wrong = narrowed.filter(({ says }) => says[2] !== 'deny' && says[2] !== 'drop');
		expect(wrong.map(told)).toEqual([]);
	});

	it('such a rule is no reject, and the receipt says what of it was not understood', () => {
		for (const outcome of outcomes.strange) {
			expect(rejectsOf(outcome), outcome.title).toEqual([]);
			expect(outcome.read.receipt.notes.join('\n')).toMatch(/rule says unknown/);
		}
	});

	it('what cannot decide never does, whatever else of it is not understood', () => {
		const wrong = outcomes.idle.filter(
			({ says: [first, second, third] }) =>
				first !== 'allow' || second !== third || !/^(?:deny|drop)$/.test(second ?? '')
		);
		expect(wrong.map(told)).toEqual([]);
	});

	it('no word of a rule that means nothing makes the next rule answer for it', () => {
		const wrong = outcomes.damaged.filter(({ says }) => !/^(?:allow|unknown)$/.test(says[0] ?? ''));
		expect(wrong.map(told)).toEqual([]);
	});

	it('records are rows and rejects, and no receipt says that a reject may decide', () => {
		for (const { read, title } of Object.values(outcomes).flat()) {
			const kept = new Set(read.rows.map(({ record }) => record));
			expect(kept.size + read.receipt.rejects.length, title).toBe(read.receipt.records);
			expect(read.receipt.notes.join('\n')).not.toContain('may decide');
		}
	});
});
