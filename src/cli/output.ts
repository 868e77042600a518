import { shownJson } from './escapes.ts';

/** Where the lines of a command go; waits where the reader is slow. */
export type Print = (line: string) => Promise<void>;

/** A value as one line of JSON, of which no terminal obeys anything. */
export function jsonLine(value: unknown): string {
	return shownJson(JSON.stringify(value, plain));
}

/** JSON knows no 64-bit numbers: exact ones stay numbers, larger ones become text. */
function plain(_: string, value: unknown): unknown {
	if (typeof value !== 'bigint') return value;
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : String(value);
}
