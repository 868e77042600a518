import { Failure } from '#lib/failure.ts';
import { countText } from '#lib/format-number.ts';

/** A file of an archive, as it was before it was packed. */
export interface Member {
	/** As the archive names it, with its folders. */
	path: string;
	blob: Blob;
	/** When it was last written at the latest, milliseconds since 1970; null where the archive does not say. */
	modified: number | null;
}

/** An entry of an archive that is no file which could be read. */
export interface LeftOut {
	path: string;
	/** What it is, or what is wrong with it, as in `a folder`. */
	why: string;
}

export interface Unpacked {
	members: Member[];
	left: LeftOut[];
}

/** What an archive may hold: more is an accident or a trap, and is refused whole. */
export interface ArchiveBounds {
	members: number;
	/** Bytes of what has to be decompressed. */
	bytes: number;
}

export const bounds: ArchiveBounds = { members: 2_000, bytes: 2_000_000_000 };

/** @throws `input not readable` */
export function holdMembers(count: number, { members }: ArchiveBounds, name: string): void {
	if (count > members)
		throw refused(name, `it holds more than ${countText(members, 'entry', 'entries')}`);
}

export function refused(name: string, what: string): Failure {
	return new Failure('input not readable', `${what}: unpack it, and drop what is wanted of it`, {
		place: name
	});
}

/** What macOS puts beside the files that it packs, and into each folder. */
export function isNoteOfMac(path: string): boolean {
	return /(^|\/)(__MACOSX\/|\._[^/]*$|\.DS_Store$)/.test(path);
}

export const noteOfMac = 'a note of macOS on other files';

/** Names are of UTF-8, or of an older set of characters that nothing tells. */
export function nameText(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}
