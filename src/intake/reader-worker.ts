import { buffersOf, sizeOf, type Batch } from '#arrow/batch.ts';
import { encoded } from '#arrow/ipc.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { blobBytes } from './blob-bytes.ts';
import { readBytes, type SourceFacts } from './read-bytes.ts';
import { TAKEN, type ReadAnswer, type ReadRequest } from './reader-protocol.ts';

/** The thread that reads: one source after the other, never further ahead than the page can take in. */
const scope = self as unknown as Worker;

/** Bytes that may wait for the page to take them; then the reading waits too. */
const MOST_WAITING = 48 * 1024 * 1024;
/** Milliseconds between two words of progress. */
const PROGRESS_EVERY = 100;

/** Sizes of the answers that were not taken yet, oldest first. */
let waiting: number[] = [];
let taken: () => void = () => undefined;

scope.addEventListener('message', ({ data }: MessageEvent<ReadRequest | typeof TAKEN>) => {
	if (data !== TAKEN) return void read(data);
	waiting.shift();
	taken();
});

function answer(message: ReadAnswer, transfer: Transferable[] = []): void {
	scope.postMessage(message, transfer);
}

/** Waits until the answers that are not taken yet hold no more than so many bytes. */
async function untilWaiting(most: number): Promise<void> {
	while (waiting.length > 0 && waiting.reduce((sum, size) => sum + size, 0) > most)
		await new Promise<void>((resolve) => (taken = resolve));
}

async function answerOpened(facts: SourceFacts): Promise<void> {
	waiting = [1];
	answer({ type: 'opened', facts });
	await untilWaiting(0);
}

/** Sends rows as the database takes them, so that the page has nothing to do with them but pass them on. */
async function answerBatch(rows: Batch): Promise<void> {
	const batch = encoded(rows);
	waiting.push(sizeOf(batch));
	answer({ type: 'batch', batch }, buffersOf(batch));
	await untilWaiting(MOST_WAITING);
}

function progressAnswerer(): (bytes: number) => void {
	let last = 0;
	return (bytes) => {
		const now = performance.now();
		if (now - last < PROGRESS_EVERY) return;
		last = now;
		answer({ type: 'progress', bytes });
	};
}

async function read({ blob, name, modified, settings, now }: ReadRequest): Promise<void> {
	try {
		const receipt = await readBytes(blobBytes(blob, name, modified), settings, now, {
			onOpened: answerOpened,
			onBatch: answerBatch,
			onProgress: progressAnswerer()
		});
		answer({ type: 'done', receipt });
	} catch (error) {
		const kind = error instanceof Failure ? error.kind : 'defect';
		answer({ type: 'failed', kind, message: messageOf(error) });
	}
}
