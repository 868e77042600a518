/** Bytes of a piece: enough that a turn of the loop for each does not count. */
const PIECE = 256 * 1024;
/** Milliseconds after which a stream that gives nothing has come to a standstill; a disk takes a thousandth. */
const STANDSTILL = 5_000;

/**
 * The bytes of a blob by its stream, in the same memory all of them; none where the platform has no stream into
 * given memory. A stream that stands still ends early.
 */
export async function* streamedPieces(blob: Blob): AsyncGenerator<Uint8Array> {
	const reader = readerOf(blob);
	if (reader === null) return;
	let memory = new ArrayBuffer(PIECE);
	try {
		for (;;) {
			const result = await within(STANDSTILL, reader.read(new Uint8Array(memory)));
			if (result === null || result.value === undefined || result.done) return;
			// The memory was taken away meanwhile, and comes back with what was read into it.
			memory = result.value.buffer;
			yield result.value;
		}
	} finally {
		// Nobody waits for it: what comes of it is of no use any more.
		reader.cancel().catch(() => undefined);
	}
}

function readerOf(blob: Blob): ReadableStreamBYOBReader | null {
	try {
		return blob.stream().getReader({ mode: 'byob' });
	} catch {
		return null;
	}
}

/** What comes within so many milliseconds; null for what does not. */
async function within<T>(milliseconds: number, coming: Promise<T>): Promise<T | null> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(() => resolve(null), milliseconds);
	});
	try {
		return await Promise.race([coming, late]);
	} finally {
		clearTimeout(timer);
		// What comes too late, or fails then, is not waited for.
		coming.catch(() => undefined);
	}
}
