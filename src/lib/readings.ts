import { bytesOf } from './bytes.ts';
import { compressionOf, inflatedStart } from './inflate.ts';

/** What a text becomes where it is taken for an encoding of another: readings, since a text seldom says that it is one. */
export interface Reading {
	/** The part of the text that is read so; null for all of it. */
	part: string | null;
	/** The encodings, one inside the other, the outer one first. */
	steps: readonly string[];
	/** Whether a check sum in the innermost bears it out. Else it could be so, and could be chance. */
	isSure: boolean;
	/** What came out; of what grows without end no more than its beginning. */
	text: string;
	/** Bytes that came out. */
	bytes: number;
	/** Whether there is more than was read. */
	isCut: boolean;
}

/** So many bytes are read of what was compressed. */
export const MOST_READ = 262_144;

const MOST_STEPS = 5;
const MOST_PARTS = 4;
/** A shorter text is taken for what it is: any word could be an encoding of something. */
const SHORTEST = 12;
const MOST_TEXT = 100_000;

type Unwrapped = Omit<Reading, 'part'>;

interface Found {
	step: string;
	bytes: Uint8Array;
	isSure: boolean;
	isCut: boolean;
}

/** What a text could say in base64, hexadecimal, percent signs or UTF-16, also compressed, also several times over. */
export function readingsOf(text: string): Reading[] {
	if (text.length < SHORTEST || text.length > MOST_TEXT) return [];
	const whole = chainOf(text.trim());
	if (whole !== null) return [{ part: null, ...whole }];
	const parts = [...new Set(text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? [])];
	const read = parts.slice(0, MOST_PARTS).map((part) => ({ part, chain: chainOf(part) }));
	return read.flatMap(({ part, chain }) => (chain === null ? [] : [{ part, ...chain }]));
}

/** As many encodings as lie one in another; null where there is none. */
function chainOf(text: string): Unwrapped | null {
	let now = text;
	const all: Unwrapped[] = [];
	while (all.length < MOST_STEPS) {
		const found = unwrapped(now);
		if (found === null) break;
		now = found.text;
		all.push(found);
		if (found.isCut) break;
	}
	const last = all.at(-1);
	return last === undefined ? null : { ...last, steps: all.flatMap(({ steps }) => steps) };
}

/** One encoding of text, with what it holds compressed; null where nothing readable comes out. */
function unwrapped(text: string): Unwrapped | null {
	const plain = [fromPercent(text), fromHex(text), fromBase64(text)].find((one) => one !== null);
	if (plain === undefined) return null;
	const inner = inflated(plain.bytes);
	const steps = inner === null ? [plain.step] : [plain.step, inner.step];
	const bytes = inner?.bytes ?? plain.bytes;
	const read = readableText(bytes, inner?.isCut ?? false);
	if (read === null) return null;
	return {
		steps: read.step === null ? steps : [...steps, read.step],
		isSure: inner?.isSure ?? false,
		text: read.text,
		bytes: bytes.length,
		isCut: inner?.isCut ?? false
	};
}

/** Every percent sign must begin a byte. */
function fromPercent(text: string): Found | null {
	if (!text.includes('%') || /%(?![0-9a-fA-F]{2})/.test(text)) return null;
	const bytes: number[] = [];
	for (const [piece] of text.matchAll(/%[0-9a-fA-F]{2}|[^%]+/g))
		if (piece.startsWith('%')) bytes.push(parseInt(piece.slice(1), 16));
		else bytes.push(...bytesOf(piece));
	return { step: 'URL encoding', bytes: new Uint8Array(bytes), isSure: false, isCut: false };
}

function fromHex(text: string): Found | null {
	const digits = text.replace(/^(0x|\\x)/i, '').replace(/[\s:]|\\x/gi, '');
	if (!/^([0-9a-f]{2}){6,}$/i.test(digits)) return null;
	const bytes = Uint8Array.from(digits.match(/../g)!, (pair) => parseInt(pair, 16));
	return { step: 'hexadecimal', bytes, isSure: false, isCut: false };
}

function fromBase64(text: string): Found | null {
	if (!/^[A-Za-z0-9+/_-]{11,}={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1)
		return null;
	const letters = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
	const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
	return { step: 'base64', bytes, isSure: false, isCut: false };
}

/** What gzip and zlib hold; both end with a sum over it, so that what comes out whole is no chance. */
function inflated(bytes: Uint8Array): Found | null {
	const step = compressionOf(bytes);
	if (step === null) return null;
	const { isDamaged, ...read } = inflatedStart(bytes, step, MOST_READ);
	return isDamaged ? null : { step, ...read, isSure: !read.isCut };
}

/** Bytes as a text that a person can read; null where they are none. @param isCut whether the last letter may be cut */
export function readableText(
	bytes: Uint8Array,
	isCut: boolean
): { text: string; step: string | null } | null {
	const wide = bytes.length >= 8 && bytes.length % 2 === 0 && isWide(bytes);
	try {
		const decoder = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true });
		const text = decoder.decode(bytes, { stream: isCut });
		return isText(text) ? { text, step: wide ? 'UTF-16' : null } : null;
	} catch {
		return null;
	}
}

/** Every second byte of ASCII in UTF-16 is zero. */
function isWide(bytes: Uint8Array): boolean {
	return bytes.every((byte, at) => at % 2 === 0 || byte === 0) && bytes.some((byte) => byte !== 0);
}

/** Of what is no text nearly every part has a control sign. */
function isText(text: string): boolean {
	return text !== '' && !/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f-\u009f]/.test(text);
}
