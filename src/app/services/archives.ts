import type { LeftOut, Unpacked } from '#intake/archive/unpack.ts';
import { countText } from '#lib/format-number.ts';
import { messageOf } from '#lib/failure.ts';

/** What came of files of which some may be archives. */
export interface OpenedFiles {
	/** Those that are none, and those that were in one, under its name and their path. */
	files: File[];
	/** What is to be said of the archives among them. */
	told: { kind: 'information' | 'failure'; text: string }[];
}

/** Paths that are named of those that were left out for one reason. */
const NAMED = 3;

/** Opens the archives among some files. What unpacks comes once there is something to unpack. */
export async function openedFiles(given: readonly File[]): Promise<OpenedFiles> {
	const opened: OpenedFiles = { files: [], told: [] };
	for (const file of given) await open(file, opened);
	return opened;
}

async function open(file: File, { files, told }: OpenedFiles): Promise<void> {
	const { unpack } = await import('#intake/archive/unpack.ts');
	try {
		const unpacked = await unpack(file);
		if (unpacked === null) files.push(file);
		else {
			files.push(...filesOf(file, unpacked));
			told.push({ kind: 'information', text: unpackedText(file.name, unpacked) });
		}
	} catch (error) {
		told.push({ kind: 'failure', text: `${file.name}: ${messageOf(error)}` });
	}
}

function filesOf({ name, lastModified }: File, { members }: Unpacked): File[] {
	return members.map(({ path, blob, modified }) => {
		const inside = path.replace(/^(?:\.?\/)+/, '');
		return new File([blob], `${name}/${inside}`, { lastModified: modified ?? lastModified });
	});
}

/** What was taken of an archive and what was not, with the reasons. */
export function unpackedText(name: string, { members, left }: Unpacked): string {
	const taken =
		members.length === 0
			? `${name} holds no file that can be read`
			: `${name} is opened: ${countText(members.length, 'file')} of it ${members.length === 1 ? 'is' : 'are'} read, each a source of its own`;
	const reasons = [...new Set(left.map(({ why }) => why))].map((why) =>
		leftText(
			why,
			left.filter((each) => each.why === why)
		)
	);
	return reasons.length === 0 ? taken : `${taken}; left out: ${reasons.join('; ')}`;
}

function leftText(why: string, left: readonly LeftOut[]): string {
	const names = left.slice(0, NAMED).map(({ path }) => path);
	const more = left.length > NAMED ? ` and ${countText(left.length - NAMED, 'more', 'more')}` : '';
	return `${why} (${names.join(', ')}${more})`;
}
