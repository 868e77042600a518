import { Failure } from '#lib/failure.ts';

/** Whether the first and the last byte of a file can be read still: it may be moved, changed or deleted since. */
export async function isReadable(file: Blob): Promise<boolean> {
	try {
		for (const at of [0, Math.max(0, file.size - 1)]) await file.slice(at, at + 1).arrayBuffer();
		return true;
	} catch {
		return false;
	}
}

export function goneFailure(name: string): Failure {
	const reason =
		'the file was moved, changed or deleted since it was dropped, and no copy of it is kept. Its rows stay: drop it again to read it anew';
	return new Failure('input not readable', reason, { place: name });
}
