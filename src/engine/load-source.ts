import type { ReadHandlers } from '#intake/read-bytes.ts';
import type { Receipt } from '#intake/receipt.ts';
import type { Connection } from './engine.ts';
import { SourceLoader, type Origin } from './load.ts';

/** Reads one source and tells the handlers what it finds: in this thread, or in a worker. */
export type Read = (handlers: ReadHandlers) => Promise<Receipt>;

export interface LoadOptions {
	origin: Origin;
	/** Names of views that other sources have. */
	taken?: ReadonlySet<string>;
	onProgress?(bytes: number): void;
	signal?: AbortSignal;
}

export interface Loaded {
	receipt: Receipt;
	/** Name under which the source can be asked in its own columns; null where none were kept. */
	view: string | null;
}

/**
 * Reads a source into the database; all of it or nothing.
 * @throws what the reading throws; `usage` where the source is loaded already
 */
export async function loadSource(
	connection: Connection,
	read: Read,
	options: LoadOptions
): Promise<Loaded> {
	let loader: SourceLoader | null = null;
	try {
		const receipt = await read({
			onOpened: async ({ sourceId }) => {
				loader = await SourceLoader.begin(connection, sourceId);
			},
			onBatch: (batch) => loader!.append(batch),
			onProgress: options.onProgress,
			signal: options.signal
		});
		const view = await loader!.commit(receipt, options.origin, options.taken ?? new Set());
		return { receipt, view };
	} catch (error) {
		await (loader as SourceLoader | null)?.rollback();
		throw error;
	}
}
