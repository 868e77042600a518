import { Failure } from '#lib/failure.ts';
import { nameText } from './unpacked.ts';

/** An entry of the central directory (APPNOTE 6.3.10, section 4.3.12). */
export interface ZipEntry {
	path: string;
	isEncrypted: boolean;
	/** 0 is stored, 8 is deflated. */
	method: number;
	crc: number;
	/** Bytes in the archive. */
	packed: number;
	size: number;
	/** Where its local header stands. */
	offset: number;
	/** File type of Unix, from the mode; 0 where it was not packed there. */
	fileType: number;
	modified: number | null;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_LENGTH = 20;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const UNIX = 3;
/** What stands in the place of a number that is in the extra field, as it is too large. */
const MAX_32 = 0xffffffff;
/** 1 January 1980. */
const FIRST_DAY = 0x21;
const MAX_16 = 0xffff;

/** Where the directory stands and how much it is. */
interface Directory {
	entries: number;
	size: number;
	offset: number;
}

/** @throws `input not readable` where the directory is not there or is damaged */
export async function zipEntries(zip: Blob, name: string): Promise<ZipEntry[]> {
	const found = await directoryOf(zip, name);
	const bytes = await viewOf(zip.slice(found.offset, found.offset + found.size));
	const entries: ZipEntry[] = [];
	for (let at = 0; entries.length < found.entries;) {
		if (at + ENTRY_LENGTH > bytes.byteLength || bytes.getUint32(at, true) !== ENTRY)
			throw damaged(name, `its directory is damaged behind ${entries.length} entries`);
		const lengths = [28, 30, 32].map((place) => bytes.getUint16(at + place, true));
		const next = at + ENTRY_LENGTH + lengths[0]! + lengths[1]! + lengths[2]!;
		if (next > bytes.byteLength)
			throw damaged(name, `its directory is damaged behind ${entries.length} entries`);
		entries.push(entryAt(bytes, at, lengths[0]!, lengths[1]!));
		at = next;
	}
	return entries;
}

/** The packed bytes of an entry; null where nothing stands at its place. */
export async function packedBytes(zip: Blob, entry: ZipEntry): Promise<Blob | null> {
	const { offset, packed } = entry;
	const local = await viewOf(zip.slice(offset, offset + LOCAL_LENGTH));
	if (local.byteLength < LOCAL_LENGTH || local.getUint32(0, true) !== LOCAL) return null;
	const start = offset + LOCAL_LENGTH + local.getUint16(26, true) + local.getUint16(28, true);
	return start + packed <= zip.size ? zip.slice(start, start + packed) : null;
}

async function directoryOf(zip: Blob, name: string): Promise<Directory> {
	const from = Math.max(0, zip.size - END_LENGTH - LONGEST_COMMENT);
	const tail = await viewOf(zip.slice(from));
	for (let at = tail.byteLength - END_LENGTH; at >= 0; at--) {
		if (tail.getUint32(at, true) !== END) continue;
		const entries = tail.getUint16(at + 10, true);
		const [size, offset] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
		const isLarge = entries === MAX_16 || size === MAX_32 || offset === MAX_32;
		return isLarge ? largeDirectory(zip, from + at, name) : { entries, size, offset };
	}
	throw damaged(
		name,
		'the zip archive is cut: its directory, which stands at its end, is not there'
	);
}

async function largeDirectory(zip: Blob, end: number, name: string): Promise<Directory> {
	const locator = await viewOf(zip.slice(Math.max(0, end - LOCATOR_LENGTH), end));
	const isThere =
		locator.byteLength === LOCATOR_LENGTH && locator.getUint32(0, true) === LOCATOR_64;
	const at = isThere ? Number(locator.getBigUint64(8, true)) : -1;
	const record = await viewOf(at < 0 ? new Blob() : zip.slice(at, at + 56));
	if (record.byteLength < 56 || record.getUint32(0, true) !== END_64)
		throw damaged(name, 'its directory is damaged');
	const [entries, size, offset] = [32, 40, 48].map((place) =>
		Number(record.getBigUint64(place, true))
	);
	return { entries: entries!, size: size!, offset: offset! };
}

function entryAt(bytes: DataView, at: number, nameLength: number, extraLength: number): ZipEntry {
	const nameAt = bytes.byteOffset + at + ENTRY_LENGTH;
	const name = new Uint8Array(bytes.buffer, nameAt, nameLength);
	const extra = new DataView(bytes.buffer, nameAt + nameLength, extraLength);
	const given = [24, 20, 42].map((place) => bytes.getUint32(at + place, true));
	const [size, packed, offset] = withLarge(given, extra);
	const isUnix = bytes.getUint8(at + 5) === UNIX;
	return {
		path: nameText(name),
		isEncrypted: (bytes.getUint16(at + 8, true) & 1) !== 0,
		method: bytes.getUint16(at + 10, true),
		crc: bytes.getUint32(at + 16, true),
		...{ size: size!, packed: packed!, offset: offset! },
		fileType: isUnix ? bytes.getUint16(at + 40, true) & 0o170000 : 0,
		modified:
			modifiedOf(extra) ?? dosTime(bytes.getUint16(at + 14, true), bytes.getUint16(at + 12, true))
	};
}

/** Sizes and place that need more than 32 bits stand in an extra field, in this order (section 4.5.3). */
function withLarge(given: readonly number[], extra: DataView): number[] {
	const large = extraOf(extra, 0x0001);
	let at = 0;
	return given.map((number) => {
		if (number !== MAX_32 || large === null || at + 8 > large.byteLength) return number;
		at += 8;
		return Number(large.getBigUint64(at - 8, true));
	});
}

/** The time of Unix, which `zip` adds. */
function modifiedOf(extra: DataView): number | null {
	const times = extraOf(extra, 0x5455);
	if (times === null || times.byteLength < 5 || (times.getUint8(0) & 1) === 0) return null;
	return times.getInt32(1, true) * 1000;
}

function extraOf(extra: DataView, id: number): DataView | null {
	for (let at = 0; at + 4 <= extra.byteLength;) {
		const length = extra.getUint16(at + 2, true);
		if (at + 4 + length > extra.byteLength) return null;
		if (extra.getUint16(at, true) === id)
			return new DataView(extra.buffer, extra.byteOffset + at + 4, length);
		at += 4 + length;
	}
	return null;
}

/**
 * The latest that a time of DOS can be: it is of a wall clock that nothing names, at most twelve hours behind UTC.
 * By it the year of records is found that have none, and none of them may be later than its file.
 */
function dosTime(date: number, time: number): number | null {
	// Who packs without a date writes the first day that there is.
	if (date <= FIRST_DAY) return null;
	const [year, month, day] = [1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31];
	const [hour, minute, second] = [time >> 11, (time >> 5) & 63, (time & 31) * 2 + 1];
	return Date.UTC(year, month, day, hour + 12, minute, second);
}

async function viewOf(blob: Blob): Promise<DataView> {
	return new DataView(await blob.arrayBuffer());
}

function damaged(name: string, what: string): Failure {
	return new Failure('input not readable', what, { place: name });
}
