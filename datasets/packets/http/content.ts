import { concatenated } from '#lib/bytes.ts';
import { countText } from '#lib/format-number.ts';
import { inflatedStart, type Compression } from '#lib/inflate.ts';
import { MOST_READ, readableText } from '#lib/readings.ts';
import { valuesOf, wordsOf, type HttpField, type HttpMessage } from './message.ts';

/** What a body holds, with its encodings undone as far as they can be. */
export interface HttpContent {
	/** Up to the first byte that is missing or could not be decoded, and no more than is read of what was compressed. */
	bytes: Uint8Array;
	/** Bytes that are there behind the first one that is missing, and are not among these. */
	behind: number;
	/** As a text that can be read; null where it is none. */
	text: string | null;
	/** What was undone and what came of it, without a full stop: `gzip: 412 bytes`. */
	remarks: readonly string[];
}

/** The content of a message; null for one without a body. */
export function contentOf({ fields, body }: HttpMessage): HttpContent | null {
	if (body === null) return null;
	const there = untilGap(body.parts);
	const { bytes, remarks } = decoded(there, fields, body.isWhole);
	const text = textIn(bytes, fields);
	return { bytes, behind: body.bytes - there.length, text, remarks };
}

type Decoded = Pick<HttpContent, 'bytes' | 'remarks'>;

function decoded(there: Uint8Array, fields: readonly HttpField[], isWhole: boolean): Decoded {
	const transfer = wordsOf(fields, 'transfer-encoding').filter((word) => word !== 'chunked');
	const encodings = [...wordsOf(fields, 'content-encoding'), ...transfer]
		.filter((word) => word !== 'identity')
		.reverse();
	let content: Decoded = { bytes: there, remarks: [] };
	for (const encoding of there.length === 0 ? [] : encodings) {
		const compression = compressionFor(encoding, content.bytes);
		if (compression === null) return more(content, content.bytes, `${encoding}: not decoded here, shown as it came`); // prettier-ignore
		const { bytes, isCut, isDamaged } = inflatedStart(content.bytes, compression, MOST_READ);
		const end = isCut ? '; cut there' : isDamaged ? damage(isWhole, bytes.length) : '';
		if (bytes.length === 0 && isDamaged) return more(content, content.bytes, `${encoding}${end}`);
		content = more(content, bytes, `${encoding}: ${countText(bytes.length, 'byte')}${end}`);
	}
	return content;
}

function more({ remarks }: Decoded, bytes: Uint8Array, remark: string): Decoded {
	return { bytes, remarks: [...remarks, remark] };
}

function damage(isWhole: boolean, length: number): string {
	if (length === 0) return isWhole ? ': it is none, shown as it came' : ': too little of it is there, shown as it came'; // prettier-ignore
	return isWhole ? '; what came is damaged' : '; decoded as far as it is there';
}

function untilGap(parts: readonly { bytes: Uint8Array | null; length: number }[]): Uint8Array {
	const gap = parts.findIndex(({ bytes }) => bytes === null);
	const there = (gap < 0 ? parts : parts.slice(0, gap)).map(({ bytes }) => bytes!);
	const length = there.reduce((sum, bytes) => sum + bytes.length, 0);
	return concatenated(there, length);
}

/** What servers call deflate is zlib (RFC 9110, section 8.4.1.2), and of some the bare one. */
function compressionFor(encoding: string, bytes: Uint8Array): Compression | null {
	if (encoding === 'gzip' || encoding === 'x-gzip') return 'gzip';
	if (encoding !== 'deflate') return null;
	const isZlib = (bytes[0]! & 15) === 8 && (bytes[0]! * 256 + (bytes[1] ?? 0)) % 31 === 0;
	return isZlib ? 'zlib' : 'deflate';
}

/** A text in UTF-8, or in what the message says that it is in. */
function textIn(bytes: Uint8Array, fields: readonly HttpField[]): string | null {
	const read = readableText(bytes, true);
	if (read !== null) return read.text;
	const [charset] = valuesOf(fields, 'content-type').flatMap(
		(value) => /charset="?([^";\s]+)/i.exec(value)?.[1] ?? []
	);
	return charset === undefined ? null : inCharset(bytes, charset);
}

function inCharset(bytes: Uint8Array, charset: string): string | null {
	try {
		return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: true });
	} catch {
		return null;
	}
}
