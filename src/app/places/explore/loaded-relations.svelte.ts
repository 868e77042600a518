import type { QuestionNeed } from '#datasets/questions/index.ts';
import { eventTables } from '#tables/event-tables.ts';
import { messageOf } from '#lib/failure.ts';
import { loadedTables } from '../../services/loaded-tables.ts';
import type { Services } from '../../services/services.ts';
import { factsIn, fillSql, typesIn, typesSql, type RelationFacts } from './table-facts.ts';

/** A table or view that a question may read. */
export interface LoadedRelation {
	name: string;
	/** Null where they are not counted, as those of a native table. */
	rows: number | null;
	/** What a row is; null for a native table. */
	meaning: string | null;
}

/** Relations of one sort, under their title. */
export interface RelationGroup {
	title: string;
	relations: readonly LoadedRelation[];
}

/** What is known of the columns of a relation, or why not yet. */
export type LookedUp = {
	state: 'looking' | 'known' | 'failed';
	facts: RelationFacts | null;
	failure: string | null;
};

type TablesOf = Pick<Services, 'data'> & { readonly sources: Pick<Services['sources'], 'query'> };

/** What may be asked, and what is in it; looked up when somebody opens it. */
export class LoadedTables {
	readonly #of: TablesOf;
	/** By relation and the rows that there were. */
	#known = $state.raw<ReadonlyMap<string, LookedUp>>(new Map());

	constructor(of: TablesOf) {
		this.#of = of;
	}

	readonly groups = $derived.by((): RelationGroup[] => {
		const { catalogue, views } = this.#of.data;
		const filled = catalogue.tables.filter(({ rows }) => rows > 0);
		const ofEvents = filled.filter(({ name }) => !eventTables[name].standing);
		const ofReference = filled.filter(({ name }) => eventTables[name].standing);
		const natives = views.map((name) => ({ name, rows: null, meaning: null }));
		return [
			{ title: 'Event tables', relations: ofEvents },
			{ title: 'Reference tables', relations: ofReference },
			{ title: 'Native tables', relations: natives }
		].filter(({ relations }) => relations.length > 0);
	});

	/** Whether an event table has rows; of a column also whether one of them has a value; null where that is not looked up. */
	has({ table, column }: QuestionNeed): boolean | null {
		if (!loadedTables(this.#of.data).has(table)) return false;
		if (column === null) return true;
		const facts = this.factsOf(table)?.facts ?? null;
		return facts && facts.columns.some(({ name, filled }) => name === column && filled > 0);
	}

	/** Of a relation, with the rows that there are now; null where nobody has looked. */
	factsOf(relation: string): LookedUp | null {
		return this.#known.get(this.#keyOf(relation)) ?? null;
	}

	/** Looks up what a relation holds, once for the rows that there are. */
	async look(relation: string): Promise<void> {
		const key = this.#keyOf(relation);
		const state = this.#known.get(key)?.state ?? 'failed';
		if (state !== 'failed') return;
		this.#set(key, { state: 'looking', facts: null, failure: null });
		try {
			this.#set(key, { state: 'known', facts: await this.#ask(relation), failure: null });
		} catch (error) {
			this.#set(key, { state: 'failed', facts: null, failure: messageOf(error) });
		}
	}

	/** Of another case nothing is known. */
	forget(): void {
		this.#known = new Map();
	}

	async #ask(relation: string): Promise<RelationFacts> {
		const { sources } = this.#of;
		const types = typesIn((await sources.query(typesSql(relation))).rows);
		const names = types.map(([name]) => name);
		const { rows } = await sources.query(fillSql(relation, names));
		return factsIn(relation, types, rows[0] ?? []);
	}

	#set(key: string, known: LookedUp): void {
		this.#known = new Map([...this.#known, [key, known]]);
	}

	/** It begins with the rows that there are, so that what was known of others is not taken for theirs. */
	#keyOf(relation: string): string {
		const { sources, catalogue } = this.#of.data;
		const loaded = sources.map(({ receipt }) => receipt?.source_id ?? '');
		return JSON.stringify([relation, catalogue.isSettling, ...loaded]);
	}
}
