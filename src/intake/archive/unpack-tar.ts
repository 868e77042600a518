import { textOf } from '#lib/bytes.ts';
import type { Cursor } from './cursor.ts';
import { BLOCK, paxRecords, tarHeader, type TarHeader } from './tar-header.ts';
import {
	holdMembers,
	isNoteOfMac,
	noteOfMac,
	type ArchiveBounds,
	type Unpacked
} from './unpacked.ts';

/** What stands before a header and is about it: names that are too long for it, and whatever else pax says. */
interface Before {
	path?: string;
	size?: number;
	modified?: number;
	isSparse?: boolean;
}

/** Bytes of what stands before a header: names and times are no more. */
const LONGEST_BEFORE = 1 << 20;

const sorts: Readonly<Record<string, string>> = {
	1: 'a link',
	2: 'a link',
	3: 'a device',
	4: 'a device',
	5: 'a folder',
	6: 'a pipe',
	S: 'a sparse file, which is not read here'
};

/** The files of a tar archive. @throws `input not readable` where it is more than the bounds allow */
export async function unpackTar(
	cursor: Cursor,
	name: string,
	bounds: ArchiveBounds
): Promise<Unpacked> {
	const unpacked: Unpacked = { members: [], left: [] };
	let before: Before = {};
	for (;;) {
		const header = await nextHeader(cursor, unpacked);
		if (header === null) return unpacked;
		const told = await toldBefore(cursor, header);
		if (told !== null) before = { ...before, ...told };
		else {
			await take(cursor, withBefore(header, before), { unpacked, before });
			before = {};
		}
		holdMembers(unpacked.members.length + unpacked.left.length, bounds, name);
	}
}

/** Null at the end, and where nothing more can be read, which is told. */
async function nextHeader(cursor: Cursor, { left }: Unpacked): Promise<TarHeader | null> {
	const { at } = cursor;
	const block = await cursor.take(BLOCK);
	if (block.length === 0 || (block.length === BLOCK && block.every((byte) => byte === 0)))
		return null;
	const header = tarHeader(block);
	if (header === null)
		left.push({
			path: `what stands behind byte ${at}`,
			why: 'the archive is damaged or cut there'
		});
	return header;
}

/** What an entry says of the one behind it; null where it is an entry by itself. */
async function toldBefore(cursor: Cursor, { type, size }: TarHeader): Promise<Before | null> {
	if (!'xgLK'.includes(type) || size > LONGEST_BEFORE) return null;
	const bytes = await cursor.take(size);
	await cursor.skip(padding(size));
	if (type === 'L') return { path: textOf(bytes).replace(/\0[\s\S]*$/, '') };
	return type === 'x' ? toldByPax(paxRecords(bytes)) : {};
}

function toldByPax(records: ReadonlyMap<string, string>): Before {
	const told: Before = {};
	const path = records.get('GNU.sparse.name') ?? records.get('path');
	if (path !== undefined) told.path = path;
	if (records.has('size')) told.size = Number(records.get('size'));
	if (records.has('mtime')) told.modified = Number(records.get('mtime')) * 1000;
	if ([...records.keys()].some((key) => key.startsWith('GNU.sparse.'))) told.isSparse = true;
	return told;
}

function withBefore(header: TarHeader, { path, size, modified }: Before): TarHeader {
	return {
		...header,
		path: path ?? header.path,
		size: size ?? header.size,
		modified: modified ?? header.modified
	};
}

async function take(
	cursor: Cursor,
	{ path, type, size, modified }: TarHeader,
	{ unpacked, before }: { unpacked: Unpacked; before: Before }
): Promise<void> {
	const why = whyNot(path, before.isSparse === true ? 'S' : type);
	// Links and devices have no bytes, whatever their headers say.
	const length = '123456'.includes(type) ? 0 : size;
	if (why !== null) {
		unpacked.left.push({ path, why });
		await cursor.skip(length + padding(length));
		return;
	}
	const blob = await cursor.blob(length);
	await cursor.skip(padding(length));
	if (blob.size < length) unpacked.left.push({ path, why: 'cut: the archive ends within it' });
	else unpacked.members.push({ path, blob, modified });
}

function whyNot(path: string, type: string): string | null {
	if (path.endsWith('/')) return 'a folder';
	if (isNoteOfMac(path)) return noteOfMac;
	if (type === '0' || type === '\0' || type === '7') return null;
	return sorts[type] ?? `an entry of a sort that is not known: ${type}`;
}

function padding(size: number): number {
	return (BLOCK - (size % BLOCK)) % BLOCK;
}
