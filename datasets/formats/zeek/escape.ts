import { BACKSLASH, LOWER_X } from '#lib/ascii.ts';
import { hexDigit } from '#lib/json-text.ts';

/** Undoes the escapes of Zeek's text logs, `\xNN` and `\\`, in a buffer of its own. */
export class ZeekText {
	bytes = new Uint8Array(1024);
	length = 0;

	decode(source: Uint8Array, start: number, end: number): void {
		if (this.bytes.length < end - start) this.bytes = new Uint8Array((end - start) * 2);
		this.length = 0;
		for (let at = start; at < end; at++) {
			const byte = source[at]!;
			const code = byte === BACKSLASH ? codeAt(source, at, end) : -1;
			if (code >= 0) at += 3;
			else if (byte === BACKSLASH && at + 1 < end && source[at + 1] === BACKSLASH) at++;
			this.bytes[this.length++] = code >= 0 ? code : byte;
		}
	}
}

/** The byte that `\xNN` at `at` stands for; -1 where there is no such escape. */
function codeAt(source: Uint8Array, at: number, end: number): number {
	if (at + 3 >= end || source[at + 1] !== LOWER_X) return -1;
	const [high, low] = [hexDigit(source[at + 2]), hexDigit(source[at + 3])];
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** Text with its escapes undone. */
export function unescaped(text: string): string {
	return text.replace(/\\x([0-9a-fA-F]{2})/g, (_, digits: string) =>
		String.fromCharCode(parseInt(digits, 16))
	);
}
