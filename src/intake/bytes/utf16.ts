import { bytesOf } from '#lib/bytes.ts';

/** Byte orders of UTF-16, by the names of the encodings. */
export type Utf16 = 'UTF-16LE' | 'UTF-16BE';

/** The byte order by the mark that a text of UTF-16 begins with; null where it begins with none. */
export function utf16Of(start: Uint8Array): Utf16 | null {
	if (start[0] === 0xfe && start[1] === 0xff) return 'UTF-16BE';
	// With two noughts behind it, the mark is that of UTF-32.
	const isLong = start[2] === 0 && start[3] === 0;
	return start[0] === 0xff && start[1] === 0xfe && !isLong ? 'UTF-16LE' : null;
}

/** A text of UTF-16 as UTF-8, without its mark; what is no UTF-16 stands as U+FFFD, and is told to `note`. */
export async function* utf8Of(
	raw: AsyncIterable<Uint8Array>,
	encoding: Utf16,
	note: (sentence: string) => void
): AsyncGenerator<Uint8Array> {
	const decoder = new TextDecoder(encoding);
	const encoded = (text: string) => {
		if (text.includes('\ufffd'))
			note('U+FFFD stands in the text, as it was written or for what is no UTF-16');
		return bytesOf(text);
	};
	for await (const chunk of raw) {
		const text = decoder.decode(chunk, { stream: true });
		if (text !== '') yield encoded(text);
	}
	const rest = decoder.decode();
	if (rest !== '') yield encoded(rest);
}
