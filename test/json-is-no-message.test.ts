import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '#datasets/index.ts';
import { readBytes } from './support/read-bytes.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';

const folder = join(import.meta.dirname, '../datasets/formats');

/** The first lines of the samples of a format, as another program would keep them in JSON. */
function wrapped(name: string): string[] {
	const samples = join(folder, name, 'samples');
	const files = readdirSync(samples).filter((file) => /\.(?:log|txt)$/.test(file));
	return files.flatMap((file) => {
		const text = textOf(new Uint8Array(readFileSync(join(samples, file))));
		const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{'));
		return lines.slice(0, 8).map((payload, number) => JSON.stringify({ number, payload }));
	});
}

const ofLines = formats.filter(({ messages }) => messages !== undefined && !messages.ofJson);

describe('a JSON object is never a message, whatever its values hold', () => {
	it.each(ofLines.map(({ name }) => name))('%s', async (name) => {
		const lines = wrapped(name);
		if (lines.length === 0) return;
		const { receipt } = await readBytes(bytesOf(`${lines.join('\n')}\n`));
		expect([receipt.format, receipt.runner_up, receipt.rejects]).toEqual(['ndjson', null, []]);
	});
});
