import { buffersOf } from '#arrow/batch.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { blobBytes } from './blob-bytes.ts';
import { readBytes } from './read-bytes.ts';
import { TAKEN, type ReadAnswer, type ReadRequest } from './reader-protocol.ts';

/** The thread that reads: one source after the other, never further ahead than the page can take in. */
const scope = self as unknown as Worker;

let taken: () => void = () => undefined;

scope.addEventListener('message', ({ data }: MessageEvent<ReadRequest | typeof TAKEN>) => {
	if (data === TAKEN) taken();
	else void read(data);
});

function answer(message: ReadAnswer, transfer: Transferable[] = []): void {
	scope.postMessage(message, transfer);
}

function answerAndWait(message: ReadAnswer, transfer: Transferable[] = []): Promise<void> {
	const wait = new Promise<void>((resolve) => (taken = resolve));
	answer(message, transfer);
	return wait;
}

async function read({ blob, name, modified, settings, now }: ReadRequest): Promise<void> {
	try {
		const receipt = await readBytes(blobBytes(blob, name, modified), settings, now, {
			onOpened: (facts) => answerAndWait({ type: 'opened', facts }),
			onBatch: (batch) => answerAndWait({ type: 'batch', batch }, buffersOf(batch)),
			onProgress: (bytes) => answer({ type: 'progress', bytes })
		});
		answer({ type: 'done', receipt });
	} catch (error) {
		const kind = error instanceof Failure ? error.kind : 'defect';
		answer({ type: 'failed', kind, message: messageOf(error) });
	}
}
