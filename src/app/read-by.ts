import { sourcesOf } from '#engine/derived/derived-from.ts';
import type { EventTableName } from '#tables/event-tables.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import type { Source } from './services/source.ts';

/**
 * Receipts of the loaded sources that a statement about `tables` reads: those with rows of an event table among
 * them, or of what it is derived from, and those whose own view is one.
 */
export function sourcesReadBy(
	tables: readonly string[],
	sources: readonly Pick<Source, 'key' | 'receipt'>[],
	viewOf: (key: string) => string | null
): Receipt[] {
	const wanted = new Set(tables.flatMap((table) => [table, ...sourcesOf(table)]));
	return sources.flatMap(({ key, receipt }) => {
		if (receipt === null) return [];
		const own = wanted.has(viewOf(key) ?? '');
		const rows = [...wanted].some((name) => (receipt.rows[name as EventTableName] ?? 0) > 0);
		return own || rows ? [receipt] : [];
	});
}
