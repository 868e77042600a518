import { bytesOf, joined } from '#lib/bytes.ts';

/** An entry of a tar archive, as POSIX has it. */
export interface TarEntry {
	path: string;
	type?: string;
	text?: string;
	/** What the header says instead of the length of the text. */
	size?: number;
}

/** A tar archive with its end. */
export function tarOf(
	entries: readonly TarEntry[],
	end: Uint8Array = new Uint8Array(1024)
): Uint8Array {
	return [...entries.map(entryBytes), end].reduce(joined, new Uint8Array(0));
}

function entryBytes({ path, type = '0', text = '', size }: TarEntry): Uint8Array {
	const content = bytesOf(text);
	const header = new Uint8Array(512);
	const put = (at: number, words: string) => header.set(bytesOf(words), at);
	put(0, path);
	put(100, '0000644\0');
	put(124, `${(size ?? content.length).toString(8).padStart(11, '0')}\0`);
	put(136, `${(1_700_000_000).toString(8)}\0`);
	put(148, ' '.repeat(8));
	put(156, type);
	put(257, 'ustar\x0000');
	const sum = header.reduce((all, byte) => all + byte, 0);
	put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
	const padded = new Uint8Array(Math.ceil(content.length / 512) * 512);
	padded.set(content);
	return joined(header, padded);
}
