import { Failure } from '#lib/failure.ts';
import { countText } from '#lib/format-number.ts';

/** Files of a folder that are taken at most: more is an accident. */
const MOST = 2_000;

/**
 * The files that were dropped, those of folders among them under their paths. It has to be asked while the drop is
 * being heard: afterwards the browser tells nothing of it.
 */
export function droppedFiles(transfer: DataTransfer): readonly File[] | Promise<readonly File[]> {
	const entries = [...(transfer.items ?? [])].flatMap(
		(item) => (item.kind === 'file' ? item.webkitGetAsEntry?.() : null) ?? []
	);
	if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
	return filesOf(entries);
}

/** Files of a folder that was chosen, under their paths. @throws `input not readable` where they are too many */
export function filesOfFolder(files: readonly File[]): File[] {
	hold(files.length, files[0]?.webkitRelativePath.split('/')[0] ?? '');
	return files
		.filter(({ name }) => !isNote(name))
		.map((file) => named(file, file.webkitRelativePath || file.name));
}

async function filesOf(entries: readonly FileSystemEntry[]): Promise<File[]> {
	const files: File[] = [];
	for (const entry of entries) await gather(entry, files);
	return files;
}

async function gather(entry: FileSystemEntry, files: File[]): Promise<void> {
	if (isNote(entry.name)) return;
	if (!entry.isDirectory) {
		files.push(await fileOf(entry as FileSystemFileEntry));
		return hold(files.length, entry.fullPath.split('/')[1] ?? '');
	}
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	// A reader gives a hundred at a time, and none once it is through.
	for (;;) {
		const next = await new Promise<FileSystemEntry[]>((...ended) => reader.readEntries(...ended));
		if (next.length === 0) return;
		for (const inside of next) await gather(inside, files);
	}
}

async function fileOf(entry: FileSystemFileEntry): Promise<File> {
	const file = await new Promise<File>((...ended) => entry.file(...ended));
	return named(file, entry.fullPath.replace(/^\//, ''));
}

function named(file: File, path: string): File {
	return new File([file], path, { lastModified: file.lastModified, type: file.type });
}

/** What file managers leave in a folder. */
function isNote(name: string): boolean {
	return name === '.DS_Store' || name === 'Thumbs.db' || name === 'desktop.ini';
}

function hold(count: number, folder: string): void {
	if (count <= MOST) return;
	const what = `it holds more than ${countText(MOST, 'file')}: drop the part that is wanted`;
	throw new Failure('input not readable', what, { place: folder });
}
