import type { ReadHandlers } from '#intake/reading/read-bytes.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { countText } from '#lib/format-number.ts';
import type { Connection } from '../duckdb/engine.ts';
import { doubtNote } from '../sessions/one-way-view.ts';
import { SourceLoader, type Committed, type SourceOrigin, type OwnView } from './load.ts';
import type { ReadingTurn } from './native-tables.ts';

/** Reads one source and tells the handlers what it finds: in this thread, or in a worker. */
export type Read = (handlers: ReadHandlers) => Promise<Receipt>;

export interface LoadOptions {
	origin: SourceOrigin;
	/** Names of views that other sources have. */
	taken?: ReadonlySet<string>;
	onHashed?(bytes: number): void;
	onProgress?(bytes: number): void;
	signal?: AbortSignal;
}

type Heard = Pick<LoadOptions, 'onHashed' | 'onProgress' | 'signal'>;

export interface Loaded {
	/** The account of the reading; its notes say what the loading made of it. */
	receipt: Receipt;
	/** Under which name the source can be asked in its own columns; null where it has none. */
	view: OwnView | null;
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
	const take = async (loader: SourceLoader, receipt: Receipt) => {
		const taken = options.taken ?? new Set<string>();
		const { view, ...made } = await loader.commit(receipt, options.origin, taken);
		return { receipt: withNotes(receipt, made), view };
	};
	return inOneGo(connection, 'first', read, options, take);
}

/**
 * Reads a source that is loaded once more, for all of its own columns, and makes its view.
 * @param read reads it with `native`
 * @throws what the reading throws; the view is then as it was
 */
export async function loadOwnColumns(
	connection: Connection,
	read: Read,
	view: string,
	options: Heard
): Promise<void> {
	const take = (loader: SourceLoader, receipt: Receipt) => loader.commitOwn(receipt, view);
	return inOneGo(connection, 'again', read, options, take);
}

async function inOneGo<T>(
	connection: Connection,
	reading: ReadingTurn,
	read: Read,
	options: Heard,
	take: (loader: SourceLoader, receipt: Receipt) => Promise<T>
): Promise<T> {
	let loader: SourceLoader | null = null;
	try {
		const receipt = await read({
			onOpened: async ({ sourceId }) => {
				loader = await SourceLoader.begin(connection, sourceId, reading);
			},
			onBatch: (batch) => loader!.append(batch),
			onRestart: async () => {
				loader = await loader!.restart();
			},
			onHashed: options.onHashed,
			onProgress: options.onProgress,
			signal: options.signal
		});
		return await take(loader!, receipt);
	} catch (error) {
		await (loader as SourceLoader | null)?.rollback();
		throw error;
	}
}

/** The account stays that of the records; how many rows there are fewer is said beside it. */
function withNotes(
	receipt: Receipt,
	{ pairs, undirected, doubted }: Omit<Committed, 'view'>
): Receipt {
	const notes = [...receipt.notes];
	if (pairs > 0)
		notes.push(
			`${countText(2 * pairs, 'record')} of one direction were paired into ${countText(pairs, 'session')}, each at its originator's record`
		);
	if (undirected > 0)
		notes.push(
			`of ${countText(undirected, 'session')} nothing tells which side began: undirected is true, and answered is left empty`
		);
	if (doubted > 0) notes.push(doubtNote(doubted));
	return { ...receipt, notes };
}
