import type { Batch, EncodedBatch } from '#arrow/batch.ts';
import { encoded } from '#arrow/ipc.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { blobBytes } from './blob-bytes.ts';
import { wholeOf } from './parts-of.ts';
import { find, sourceFacts, type Found } from './read-bytes.ts';
import { readPart, type Part, type ReadPart } from './read-part.ts';
import { BATCH_ROWS, factsOf, hasOwnColumns, readSource } from './read-source.ts';
import type { Openness, ReadAnswer, ReadOrder, ReadRequest } from './reader-protocol.ts';
import { Writers } from './writers.ts';

/** A thread that reads: a source, or a part of one, and never further ahead than the page can take in. */
const scope = self as unknown as Worker;

/** Bytes that may wait for the page to take them; then the reading waits too. */
const MOST_WAITING = 48 * 1024 * 1024;
/** Milliseconds between two words of progress. */
const PROGRESS_EVERY = 250;

/** Sizes of the batches that were not taken yet, oldest first. */
let waiting: number[] = [];
let taken: () => void = () => undefined;
/** The source that was opened last. */
let found: Found | null = null;
/** Of the source whose parts are read. */
let writers = new Writers('');
/** Parts that were read and wait to be placed. */
const parsed = new Map<number, ReadPart>();

scope.addEventListener('message', ({ data }: MessageEvent<ReadOrder>) => {
	if (data.type === 'taken') {
		waiting.shift();
		return taken();
	}
	carryOut(data).catch((error: unknown) => {
		const kind = error instanceof Failure ? error.kind : 'defect';
		answer({ type: 'failed', kind, message: messageOf(error) });
	});
});

async function carryOut(order: Exclude<ReadOrder, { type: 'taken' }>): Promise<void> {
	switch (order.type) {
		case 'open':
			return answer({ type: 'opened', opened: await open(order.request) });
		case 'read': {
			const onProgress = progressAnswerer('progress');
			const receipt = await readSource({ ...found!, onBatch: answerBatch, onProgress });
			return answer({ type: 'done', receipt });
		}
		case 'part': {
			const { number } = order;
			const part = await partOf(order);
			parsed.set(number, part);
			return answer({ type: 'parsed', number, records: part.records, turned: part.turned });
		}
		case 'place': {
			const part = parsed.get(order.number)!;
			parsed.delete(order.number);
			return answerPart(part, order.number, order.before);
		}
		case 'on': {
			const { number, before } = order;
			const part = await partOf(order, async (read) => {
				if (read.pending < BATCH_ROWS) return;
				for (const batch of read.take(before, BATCH_ROWS)) await answerBatch(batch);
			});
			return answerPart(part, number, before);
		}
	}
}

function answer(message: ReadAnswer, transfer: Transferable[] = []): void {
	scope.postMessage(message, transfer);
}

/** Waits until the batches that are not taken yet hold no more than so many bytes. */
async function untilWaiting(most: number): Promise<void> {
	while (waiting.length > 0 && waiting.reduce((sum, size) => sum + size, 0) > most)
		await new Promise<void>((resolve) => (taken = resolve));
}

async function open({ blob, name, modified, settings, now }: ReadRequest): Promise<Openness> {
	waiting = [];
	parsed.clear();
	found = await find(blobBytes(blob, name, modified), settings, now, progressAnswerer('hashed'));
	const { source, chosen } = found;
	const whole = wholeOf(source, chosen.format, settings);
	const own = () => (hasOwnColumns(found!) ? 'on demand' : 'none');
	return {
		facts: sourceFacts(found),
		parts: whole === null ? null : { whole, facts: factsOf(found, own()) }
	};
}

function partOf(
	{ part, blob, name }: { part: Part; blob: Blob; name: string },
	onPiece: (read: ReadPart) => void | Promise<void> = () => undefined
): Promise<ReadPart> {
	const progress = progressAnswerer('progress');
	let bytes = 0;
	if (writers.place.sourceId !== part.sourceId) writers = new Writers(part.sourceId);
	return readPart(part, blobBytes(blob, name, null), writers, async (read, more) => {
		progress((bytes += more));
		await onPiece(read);
	});
}

async function answerPart(part: ReadPart, number: number, before: number): Promise<void> {
	// All at once: the next part may be read into the same memory while these wait to be taken.
	const batches = part.take(before).map(encoded);
	const account = part.account();
	for (const batch of batches) await answerEncoded(batch);
	answer({ type: 'account', number, account });
}

/** Sends rows as the database takes them, so that the page has nothing to do with them but pass them on. */
function answerBatch(rows: Batch): Promise<void> {
	return answerEncoded(encoded(rows));
}

async function answerEncoded(batch: EncodedBatch): Promise<void> {
	waiting.push(batch.ipc.byteLength);
	answer({ type: 'batch', batch }, [batch.ipc.buffer]);
	await untilWaiting(MOST_WAITING);
}

function progressAnswerer(type: 'hashed' | 'progress'): (bytes: number) => void {
	let last = 0;
	return (bytes) => {
		const now = performance.now();
		if (now - last < PROGRESS_EVERY) return;
		last = now;
		answer({ type, bytes });
	};
}
