import { untrack } from 'svelte';
import type { EventTableName } from '#tables/event-tables.ts';
import { timeCondition, selectionSql, type RowChoices } from '#engine/sql/condition.ts';
import { narrowReach, type NarrowedTable } from '#engine/sql/narrowed.ts';
import type { SelectedTable, ToldSelection } from '#investigation/linked.ts';
import { Following, type Brushing } from '#ui/following.svelte.ts';
import { lookedAt } from '../../services/ask-data.ts';
import type { Services } from '../../services/services.ts';
import type { LiveBrush } from './live-brush.svelte.ts';
import { SelectedCounts } from './selected-counts.svelte.ts';

type ToldOf = Pick<Services, 'data'> & {
	readonly sources: Pick<Services['sources'], 'query' | 'look'>;
};

/** A brush that is or may be drawn elsewhere, and what is selected beside it. */
export interface DrawnBesides {
	brush: Brushing;
	others: readonly RowChoices[];
	isDrawn: boolean;
}

/** To ask which tables any time narrows. */
export const ofAnyTime: RowChoices = [[timeCondition({ from: 0n, to: 0n })]];

/** What is said of the rows that are selected: counted once they are, and along with a brush while it is drawn. */
export class ToldRows {
	readonly #of: ToldOf;
	readonly #brush: LiveBrush;
	readonly #counts: SelectedCounts;
	readonly #brushed = new Map<string, Following<number>>();

	constructor(of: ToldOf, brush: LiveBrush) {
		this.#of = of;
		this.#brush = brush;
		this.#counts = new SelectedCounts(of);
	}

	/** Of the rows of a statement; null where nothing is selected. */
	of(
		sql: string,
		selection: readonly RowChoices[],
		drawn: DrawnBesides | null
	): ToldSelection | null {
		const isDrawn = drawn?.isDrawn === true;
		const told = isDrawn ? [...drawn.others, ofAnyTime] : selection;
		if (told.length === 0) return null;
		const { narrowed, whole } = narrowReach(sql, told);
		return {
			tables: narrowed.map((each) => this.#selectedOf(each, told, isDrawn ? drawn : null)),
			whole,
			count: () =>
				narrowed.forEach(({ table, where }) => {
					if (!isDrawn) void this.#counts.count(table, where);
					if (drawn !== null) this.#follow(table, drawn);
				})
		};
	}

	/** @param drawn the brush that alone says what is selected; null for none */
	#selectedOf(
		{ table, where, lacks }: NarrowedTable,
		selection: readonly RowChoices[],
		drawn: DrawnBesides | null
	): SelectedTable {
		const entry = this.#of.data.catalogue.tables.find(({ name }) => name === table);
		const columns = lacks.flatMap((at) => selection[at]!.flat().map(({ of }) => of.sql));
		const counts = this.#counts;
		const following = drawn === null ? null : this.#following(table, drawn.others);
		return {
			table,
			get selected() {
				if (following === null) return counts.of(table, where);
				return following.isBehind ? null : following.found;
			},
			rows: entry?.rows ?? 0,
			lacks: [...new Set(columns)]
		};
	}

	/** Has the rows of a table counted that the brush holds. */
	#follow(table: EventTableName, { others }: DrawnBesides): void {
		const brush = this.#brush.followedBy(countOf(table, others), others);
		void brush?.key;
		untrack(() => this.#following(table, others).heed(brush));
	}

	#following(table: EventTableName, others: readonly RowChoices[]): Following<number> {
		const source = countOf(table, others);
		const known = this.#brushed.get(source);
		if (known !== undefined) return known;
		const made = new Following<number>(async (as) => {
			const page = as({ offset: 0, limit: 1 });
			const { rows } = await lookedAt(this.#of.sources, `SELECT count(*) AS n FROM ${table}`, page);
			return Number(rows[0]?.[0] ?? 0);
		});
		this.#brushed.set(source, made);
		return made;
	}
}

/** Names what counts the rows of a table beside some selection: several places may want it. */
function countOf(table: EventTableName, others: readonly RowChoices[]): string {
	return `rows of ${table} ${selectionSql(others)}`;
}
