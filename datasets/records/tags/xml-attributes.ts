import { EQUALS, SLASH } from '#lib/ascii.ts';
import { isWhite, textOf } from '#lib/bytes.ts';

const entities: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'"
};

/**
 * The attributes of a start tag from what stands between its angle brackets; of two with one name the first.
 * A value without quotes goes to the next white space. Forgiving: what has no value is left out.
 */
export function attributesOf(bytes: Uint8Array, start: number, end: number): Map<string, string> {
	const found = new Map<string, string>();
	let at = start;
	while (at < end && !isWhite(bytes[at]!)) at++;
	for (;;) {
		while (at < end && (isWhite(bytes[at]!) || bytes[at] === SLASH)) at++;
		if (at >= end) return found;
		const nameStart = at;
		while (at < end && bytes[at] !== EQUALS && !isWhite(bytes[at]!)) at++;
		const name = textOf(bytes, nameStart, at);
		while (at < end && isWhite(bytes[at]!)) at++;
		if (bytes[at] !== EQUALS || at >= end) continue;
		at++;
		while (at < end && isWhite(bytes[at]!)) at++;
		const valueEnd = endOfValue(bytes, at, end);
		const quoted = isQuote(bytes[at]) ? 1 : 0;
		const value = decodedXml(textOf(bytes, at + quoted, valueEnd));
		if (!found.has(name)) found.set(name, value);
		at = valueEnd + quoted;
	}
}

export function isQuote(byte: number | undefined): boolean {
	return byte === 34 || byte === 39;
}

function endOfValue(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	if (isQuote(bytes[start])) {
		at++;
		while (at < end && bytes[at] !== bytes[start]) at++;
	} else while (at < end && !isWhite(bytes[at]!)) at++;
	return at;
}

/** Undoes the five entities of XML and numbers of characters; an entity that a file defines is never looked up. */
export function decodedXml(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(
		/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi,
		(whole, tens, hex, name) => {
			if (name !== undefined) return entities[name] ?? whole;
			const code = tens !== undefined ? Number(tens) : parseInt(hex, 16);
			const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
			return isCharacter ? String.fromCodePoint(code) : whole;
		}
	);
}
