import type { EventTableName } from '#tables/event-tables.ts';
import type { Services } from '../../services/services.ts';

type CountsOf = Pick<Services, 'data'> & { readonly sources: Pick<Services['sources'], 'query'> };

/** How many rows of event tables meet conditions: each is counted once for the rows that there are. */
export class SelectedCounts {
	readonly #of: CountsOf;
	#found = $state.raw<ReadonlyMap<string, number>>(new Map());
	readonly #asked = new Set<string>();

	constructor(of: CountsOf) {
		this.#of = of;
	}

	/** Null where it was not counted. */
	of(table: EventTableName, where: string): number | null {
		return this.#found.get(this.#key(table, where)) ?? null;
	}

	/** Counts them; what cannot be counted stays unknown. */
	async count(table: EventTableName, where: string): Promise<void> {
		const key = this.#key(table, where);
		if (this.#asked.has(key)) return;
		this.#asked.add(key);
		const sql = `SELECT count(*) AS n FROM ${table} WHERE ${where}`;
		const answer = await this.#of.sources.query(sql).catch(() => null);
		const n = answer?.rows[0]?.[0] ?? null;
		if (n === null) this.#asked.delete(key);
		else this.#found = new Map([...this.#found, [key, Number(n)]]);
	}

	#key(table: EventTableName, where: string): string {
		const entry = this.#of.data.catalogue.tables.find(({ name }) => name === table);
		return [table, entry?.rows, entry?.first, entry?.last, where].join(' ');
	}
}
