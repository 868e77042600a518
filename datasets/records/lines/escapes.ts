import { BACKSLASH, HASH } from '#lib/ascii.ts';

/** How a server writes the bytes that it does not print as they are. */
export interface Escapes {
	/** A run of escaped bytes, or a mark that stands for another; the first group is that other one. */
	readonly runs: RegExp;
	/** A value without this byte is as it stands; null where several bytes may begin a run. */
	readonly sign: number | null;
	/** Characters of one escaped byte: `\xC3` has four. */
	readonly width: number;
}

/** `\"`, `\\` and `\xC3`, as Apache and nginx write them. */
export const backslashes: Escapes = {
	runs: /\\(["\\])|(?:\\x[0-9a-f]{2})+/gi,
	sign: BACKSLASH,
	width: 4
};
/** `%C3`, as Squid writes names. */
export const percents: Escapes = {
	runs: /\\(\\)|(?:%[0-9a-f]{2})+/gi,
	sign: null,
	width: 3
};
/** `#C3`, as HAProxy writes what a client sent; a number sign itself is `#23`. */
export const hashes: Escapes = { runs: /(?:#[0-9a-f]{2})+/gi, sign: HASH, width: 3 };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const CONTROL = /\p{Cc}/u;

/**
 * Takes back what a server escaped, so that a value is spelled as it is in every other log. A control character,
 * and a byte that is no UTF-8, stay as they are written: as themselves they could not be shown.
 */
export function unescaped(text: string, { runs, width }: Escapes): string {
	return text.replace(runs, (run: string, mark: unknown) =>
		typeof mark === 'string' ? mark : decodedRun(run, width)
	);
}

function decodedRun(run: string, width: number): string {
	const bytes = Uint8Array.from({ length: run.length / width }, (_, at) =>
		Number.parseInt(run.slice(at * width + width - 2, (at + 1) * width), 16)
	);
	let text = '';
	for (let at = 0; at < bytes.length;) {
		const length = sequenceLength(bytes[at]!);
		const character = characterOf(bytes.subarray(at, at + length));
		const taken = character === null ? 1 : length;
		text += character ?? run.slice(at * width, (at + 1) * width);
		at += taken;
	}
	return text;
}

function sequenceLength(lead: number): number {
	if (lead < 0xc0) return 1;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function characterOf(bytes: Uint8Array): string | null {
	try {
		const character = decoder.decode(bytes);
		return CONTROL.test(character) ? null : character;
	} catch {
		return null;
	}
}
