import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { bytesOf } from '#lib/bytes.ts';
import { policyAnswers, policyEngines, type Flow } from './support/policy-answers.ts';
import { readBytes } from './support/read-bytes.ts';

const folder = new URL('./policies/', import.meta.url);
const truths = readdirSync(folder).filter((name) => name.endsWith('.truth.csv'));

interface Tried extends Flow {
	file: string;
	real: string;
	says: string | null;
}

function triedIn(file: string): Omit<Tried, 'says'>[] {
	const [, ...lines] = readFileSync(new URL(file, folder), 'utf8').trim().split('\n');
	return lines.map((line) => {
		const [src, dst, proto, port, real] = line.split(',') as [
			string,
			string,
			string,
			string,
			string
		];
		return { file, device: deviceOf(file), src, dst, proto, port: Number(port), real };
	});
}

/** The name under which a ruleset is read. */
function deviceOf(file: string): string {
	return file.replace('.truth.csv', '');
}

async function rowsOf(file: string): Promise<RowObject[]> {
	const base = deviceOf(file);
	const name = readdirSync(folder).find((one) => one === `${base}.rules` || one === `${base}.nft`)!;
	const bytes = bytesOf(readFileSync(new URL(name, folder), 'utf8'));
	return (await readBytes(bytes, { name, settings: { host: `${base},10.9.0.1` } })).rows;
}

describe.each(policyEngines)(
	'what connect tests through a real firewall got, by $name',
	(engine) => {
		let tried: Tried[];

		beforeAll(async () => {
			const rows = (await Promise.all(truths.map(rowsOf))).flat();
			const flows = truths.flatMap(triedIn);
			const says = await policyAnswers(engine, rows, flows);
			tried = flows.map((flow, i) => ({ ...flow, says: says[i]! }));
		}, 60_000);

		it.each(truths)('is what policy_action says, or it says unknown: %s', (file) => {
			const wrong = tried.filter(
				(one) => one.file === file && one.says !== 'unknown' && one.says !== one.real
			);
			expect(
				wrong.map(({ src, dst, proto, port, real, says }) => ({
					src,
					dst,
					proto,
					port,
					real,
					says
				}))
			).toEqual([]);
		});

		it('is not known for at most a tenth of all flows', () => {
			const unknown = tried.filter(({ says }) => says === 'unknown');
			expect(unknown.length).toBeLessThanOrEqual(tried.length / 10);
		});
	}
);
