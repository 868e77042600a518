import { once } from 'node:events';
import { shownJson } from './escapes.ts';

/** Writes one JSON value and a line end to stdout, and waits where the reader is slow. */
export async function printJson(value: unknown): Promise<void> {
	await print(shownJson(JSON.stringify(value, plain)));
}

export async function print(line: string): Promise<void> {
	if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

/** JSON knows no 64-bit numbers: exact ones stay numbers, larger ones become text. */
function plain(_: string, value: unknown): unknown {
	if (typeof value !== 'bigint') return value;
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : String(value);
}
