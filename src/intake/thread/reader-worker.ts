import { formatFacts } from '#datasets/format-facts.ts';
import type { Batch, EncodedBatch } from '#tables/batch.ts';
import { encoded } from '#tables/ipc.ts';
import { Failure, messageOf, type FailureKind } from '#lib/failure.ts';
import { OpenedReader } from './opened-reader.ts';
import { PartKeeper } from '../parallel/part-keeper.ts';
import { preview } from '../reading/preview.ts';
import type { ReadPart } from '../parallel/read-part.ts';
import { BATCH_ROWS } from '../record/read-source.ts';
import type { Receipt, Reject } from '../record/receipt.ts';
import type { LookRequest } from '../record/read-request.ts';
import type { ReadAnswer, ReadOrder, Seen } from './reader-protocol.ts';
import type { PartOrigin } from '../record/writers.ts';

/** A thread that reads: a source, or a part of one, and never further ahead than the page can take in. */
const scope = self as unknown as Worker;

/** Bytes that may wait for the page to take them; then the reading waits too. */
const MOST_WAITING = 48 * 1024 * 1024;
/** Rejects that are sent at a time. */
const REJECTS = 2_000;
/** Milliseconds between two words of progress. */
const PROGRESS_EVERY = 250;

/** Sizes of the batches that were not taken yet, oldest first. */
let waiting: number[] = [];
let taken: () => void = () => undefined;
/** The source that was opened last. */
let opened: OpenedReader | null = null;
/** Of the source whose parts are read. */
let parts: PartKeeper | null = null;

scope.addEventListener('message', ({ data }: MessageEvent<ReadOrder>) => {
	if (data.type === 'taken') {
		waiting.shift();
		return taken();
	}
	carryOut(data).catch((error: unknown) => answer({ type: 'failed', ...failureOf(error) }));
});

async function carryOut(order: Exclude<ReadOrder, { type: 'taken' }>): Promise<void> {
	switch (order.type) {
		case 'formats':
			return answer({ type: 'formats', formats: formatFacts });
		case 'open':
			waiting = [];
			opened = await OpenedReader.open(order.request);
			return answer({ type: 'opened', parts: opened.parts });
		case 'look':
			return answer({ type: 'seen', number: order.number, seen: await seenOf(order.request) });
		case 'identify':
			return answer({
				type: 'identified',
				identity: await opened!.identify(progressAnswerer('hashed'))
			});
		case 'read':
			return answerDone(await opened!.read(heard()));
		case 'read with':
			return answerDone(await opened!.readWith(order.years, heard()));
		case 'cut': {
			const next = await opened!.nextCut();
			const transfer = next.cut?.bytes ? [next.cut.bytes.buffer] : [];
			return answer({ type: 'cut', number: order.number, ...next }, transfer);
		}
		case 'turn to':
			waiting = [];
			parts = new PartKeeper(order.source);
			return;
		case 'rest':
			waiting = [];
			opened = null;
			parts = null;
			return;
		case 'part': {
			const { number } = order;
			const { records, turned } = await parts!.read(order, progressAnswerer('progress'));
			return answer({ type: 'parsed', number, records, turned });
		}
		case 'place':
			return parts!.give(order.number, (part) => answerPart(part, order));
		case 'on': {
			const { standing } = order;
			const goOn = async (read: ReadPart) => {
				if (read.pending < BATCH_ROWS) return;
				for (const batch of read.take(standing, BATCH_ROWS)) await answerBatch(batch);
			};
			await parts!.read(order, progressAnswerer('progress'), goOn);
			return parts!.give(order.number, (part) => answerPart(part, order));
		}
	}
}

function heard() {
	return {
		onBatch: answerBatch,
		onRestart: () => answer({ type: 'restart' }),
		onProgress: progressAnswerer('progress')
	};
}

function failureOf(error: unknown): { kind: FailureKind; message: string } {
	return { kind: error instanceof Failure ? error.kind : 'defect', message: messageOf(error) };
}

async function seenOf(request: LookRequest): Promise<Seen> {
	try {
		return { preview: await preview(request) };
	} catch (error) {
		return { failure: failureOf(error) };
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

/** All of what it has is encoded before anything is waited for: its memory is then free for another part. */
async function answerPart(
	part: ReadPart,
	{ number, standing }: { number: number; standing: PartOrigin }
): Promise<void> {
	const batches = part.take(standing).map(encoded);
	const account = part.account();
	for (const batch of batches) await answerEncoded(batch);
	answerRejects(account.rejects);
	answer({ type: 'account', number, account: { ...account, rejects: [] } });
}

function answerDone(receipt: Receipt): void {
	answerRejects(receipt.rejects);
	answer({ type: 'done', receipt: { ...receipt, rejects: [] } });
}

/** In pieces: a file of which each record is refused would keep the page busy for too long at a time. */
function answerRejects(rejects: Reject[]): void {
	for (let at = 0; at < rejects.length; at += REJECTS)
		answer({ type: 'rejects', rejects: rejects.slice(at, at + REJECTS) });
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
