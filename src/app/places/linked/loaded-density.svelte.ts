import { selectionSql, type RowChoices } from '#engine/sql/condition.ts';
import { narrowedSql } from '#engine/sql/narrowed.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { Services } from '../../services/services.ts';
import { densitiesIn, densitySql, timedTables, wholeTime, type Density } from './density.ts';

type DensityOf = Pick<Services, 'data'> & { readonly sources: Pick<Services['sources'], 'query'> };

/** How the rows of all event tables lie in time; asked anew where other rows came. */
export class LoadedDensity {
	readonly #of: DensityOf;
	readonly #selection: () => readonly RowChoices[];
	#found = $state.raw<{ key: string; densities: readonly Density[] } | null>(null);
	#asked = '';

	/** @param selection of which alone rows are counted; empty for all of them. Reading it is reactive */
	constructor(of: DensityOf, selection: () => readonly RowChoices[]) {
		this.#of = of;
		this.#selection = selection;
	}

	/** From the first row to the last; null where nothing has a time. */
	readonly whole = $derived.by((): TimeRange | null => wholeTime(this.#of.data.catalogue.tables));

	/** Changes with the rows that there are. */
	readonly key = $derived.by(() => {
		const rows = this.#timed.map(({ name, rows, first, last }) => [name, rows, first, last]);
		return [...rows, selectionSql(this.#selection())].join(' ');
	});

	/** Of what there is now; null where that is not counted. */
	get densities(): readonly Density[] | null {
		return this.#found?.key === this.key ? this.#found.densities : null;
	}

	/** Counts the rows that there are, once. What cannot be counted is not shown. */
	async look(): Promise<void> {
		const { key, whole } = this;
		if (whole === null || this.#asked === key) return;
		this.#asked = key;
		const names = this.#timed.map(({ name }) => name);
		const answer = await this.#of.sources
			.query(narrowedSql(densitySql(names, whole), this.#selection()))
			.catch(() => null);
		if (answer !== null && this.#asked === key)
			this.#found = { key, densities: densitiesIn(names, answer.rows) };
		else if (answer === null) this.#asked = '';
	}

	get #timed() {
		return timedTables(this.#of.data.catalogue.tables);
	}
}
