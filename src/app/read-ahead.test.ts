import { expect, it } from 'vitest';
import type { Batch } from '#tables/batch.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { readAhead } from './read-ahead.ts';

const identity = { sourceId: 'a', sha256: 'a' };
const batches: Batch[] = [1, 2].map((rows) => ({ table: 'alerts', rows, columns: [] }));
const receipt = { source: 'a.log' } as Receipt;

it('gives what was read before anybody asked, in its order', async () => {
	const log: string[] = [];
	const read = readAhead(async (handlers) => {
		log.push('read');
		await handlers.onOpened(identity);
		for (const batch of batches) await handlers.onBatch(batch);
		return receipt;
	}, new AbortController().signal);
	await Promise.resolve();
	expect(log).toEqual(['read']);
	const given = await read({
		onOpened: ({ sourceId }) => void log.push(sourceId),
		onBatch: ({ rows }) => void log.push(String(rows))
	});
	expect(given).toBe(receipt);
	expect(log).toEqual(['read', 'a', '1', '2']);
});

it('tells a failure to whoever asks, and to nobody before', async () => {
	const read = readAhead(() => Promise.reject(new Error('cut')), new AbortController().signal);
	await new Promise((resolve) => setTimeout(resolve, 1));
	await expect(read({ onOpened: () => undefined, onBatch: () => undefined })).rejects.toThrow(
		'cut'
	);
});
