import type { Batch } from '#tables/batch.ts';
import type { Read } from '#engine/store/load-source.ts';
import type { Identity } from '#intake/bytes/source.ts';
import type { Receipt } from '#intake/record/receipt.ts';

/** Sources up to this many bytes are small enough to wait in memory until the database takes them. */
export const AHEAD_LIMIT = 4 * 1024 * 1024;

interface Whole {
	identity: Identity;
	batches: Batch[];
	receipt: Receipt;
}

/**
 * Begins to read a small source at once, though the database may not be ready for it yet, and gives what was
 * read when it is asked for.
 */
export function readAhead(read: Read, signal: AbortSignal): Read {
	const whole = collect(read, signal);
	// Whoever asks for it hears of a failure; until then it must not go astray.
	whole.catch(() => undefined);
	return async (handlers) => {
		const { identity, batches, receipt } = await whole;
		await handlers.onOpened(identity);
		for (const batch of batches) await handlers.onBatch(batch);
		return receipt;
	};
}

async function collect(read: Read, signal: AbortSignal): Promise<Whole> {
	const batches: Batch[] = [];
	let identity: Identity | null = null;
	const receipt = await read({
		onOpened: (opened) => void (identity = opened),
		onBatch: (batch) => void batches.push(batch),
		onRestart: () => void (batches.length = 0),
		signal
	});
	return { identity: identity!, batches, receipt };
}
