import { bytesOf, equalsBytes } from '#lib/bytes.ts';

interface Container {
	/** What it is, and what to do, as the end of the sentence "this is …". */
	what: string;
	at: number;
	bytes: Uint8Array;
}

const unpack = 'unpack it first, and drop the files that are in it';

function container(what: string, at: number, ...parts: (string | number)[]): Container {
	const bytes = parts.flatMap((part) => (typeof part === 'string' ? [...bytesOf(part)] : [part]));
	return { what, at, bytes: Uint8Array.from(bytes) };
}

/** What files begin with that hold others, or hold text in a way that is not read here. */
const containers: readonly Container[] = [
	container(`a tar archive: ${unpack}`, 257, 'ustar'),
	container('a gzip inside a gzip: unpack it once first', 0, 0x1f, 0x8b, 8),
	container(`a zip archive, as files of office programs are too: ${unpack}`, 0, 'PK', 3, 4),
	container('a zip archive that is empty', 0, 'PK', 5, 6),
	container(`a 7z archive: ${unpack}`, 0, '7z', 0xbc, 0xaf, 0x27, 0x1c),
	container(`a RAR archive: ${unpack}`, 0, 'Rar!', 0x1a, 7),
	container('compressed with xz: unpack it first', 0, 0xfd, '7zXZ', 0),
	container('compressed with zstd: unpack it first', 0, 0x28, 0xb5, 0x2f, 0xfd),
	container('compressed with bzip2: unpack it first', 4, '1AY&SY'),
	container('compressed with lz4: unpack it first', 0, 0x04, 0x22, 0x4d, 0x18),
	container('text in UTF-32: save it as UTF-8 first', 0, 0xff, 0xfe, 0, 0),
	container('text in UTF-32: save it as UTF-8 first', 0, 0, 0, 0xfe, 0xff),
	container('text in UTF-16 inside a gzip: unpack it first', 0, 0xff, 0xfe),
	container('text in UTF-16 inside a gzip: unpack it first', 0, 0xfe, 0xff),
	container('an event log of Windows: export it as XML or CSV first', 0, 'ElfFile', 0),
	container('a database of SQLite: export its tables first', 0, 'SQLite format 3', 0),
	container('a Parquet file: export it as CSV or JSON first', 0, 'PAR1'),
	container('a PDF: export its text first', 0, '%PDF-')
];

/** What a source is that holds others, or is packed otherwise than is read here, with what to do; null for any other. */
export function containerIn(head: Uint8Array): string | null {
	const found = containers.find(({ at, bytes }) => equalsBytes(head, at, at + bytes.length, bytes));
	if (found !== undefined) return found.what;
	return isBareUtf16(head) ? 'text in UTF-16 without its mark: save it as UTF-8 first' : null;
}

/** Bytes that are looked at: so many pairs of a letter and a nought are no chance. */
const PAIRS = 16;

/** Whether each second byte is nought and each other one a sign of ASCII. */
function isBareUtf16(head: Uint8Array): boolean {
	const isText = (byte: number) => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13);
	const fits = (letter: number) =>
		Array.from({ length: PAIRS }, (_, i) => i * 2).every(
			(at) => isText(head[at + letter]!) && head[at + 1 - letter] === 0
		);
	return head.length >= 2 * PAIRS && (fits(0) || fits(1));
}
