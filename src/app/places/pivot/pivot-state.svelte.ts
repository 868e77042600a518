import type { EventTableName } from '#tables/event-tables.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import { WINDOW } from '#investigation/parameters.ts';
import type { Pivot, PivotCount, PivotRows } from './pivot.ts';
import { MENU_KEY, type ValueSpot } from '#ui/value-spot.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import type { Page } from '../../services/page.ts';
import { rangeAround } from '../../services/reach.ts';
import type { Capabilities, Services } from '../../services/services.ts';
import { countRows, readRows } from './pivot-questions.ts';

/** A value that has the focus hears the key itself. */
const NO_VALUE = `Put the focus on a value first, in a table of rows or in the alert: ${MENU_KEY} then opens its menu.`;

/** Rows that were opened, and the value that they were opened from. */
export interface Leg {
	rows: PivotRows;
	from: HTMLElement;
}

/** The value whose menu is open, and the rows that were opened from value to value. */
export class PivotState implements PlaceState {
	readonly services: Services;
	/** Null where no menu is open. */
	spot = $state.raw<ValueSpot | null>(null);
	trail = $state.raw<readonly Leg[]>([]);
	/** Whether only rows around the alert are looked for. */
	within = $state(false);
	readonly offers: Pick<Capabilities, 'openPivot'> = {
		openPivot: (spot) => (this.spot = spot)
	};
	readonly commands: readonly Command[] = [
		{
			id: `key ${MENU_KEY}`,
			title: null,
			group: 'action',
			press: { key: MENU_KEY, does: 'open the menu of the value in focus: where else it stands' },
			act: () => this.services.voice.say(NO_VALUE)
		}
	];

	constructor(services: Services) {
		this.services = services;
	}

	readonly around = $derived.by(() => {
		const { alerts, recipe } = this.services;
		return rangeAround(alerts.current?.ts ?? null, recipe.values[WINDOW]);
	});

	/** How much of time around the alert that is, in words; null where it is not known. */
	get window(): string | null {
		return this.around === null ? null : (this.services.recipe.values[WINDOW] ?? null);
	}

	/** Tables that have rows; null where that is not counted yet. */
	get loaded(): readonly EventTableName[] | null {
		const { tables, isCounted } = this.services.data.catalogue;
		if (tables.length === 0 && !isCounted) return null;
		return tables.filter(({ rows }) => rows > 0).map(({ name }) => name);
	}

	counts(
		pivot: Pivot,
		tables: readonly EventTableName[]
	): Promise<ReadonlyMap<EventTableName, PivotCount>> {
		return countRows(this.services.sources, pivot, tables, this.around);
	}

	/** Null where the database does not say. */
	async count({ pivot, table, reach }: PivotRows): Promise<PivotCount | null> {
		const counts = await countRows(this.services.sources, pivot, [table], reach);
		return counts.get(table) ?? null;
	}

	rows(rows: PivotRows, page: Page): Promise<Result> {
		return readRows(this.services.sources, rows, page);
	}

	/** @param from where they are asked for: behind the rows that are open there, all else begins anew */
	show(from: HTMLElement, pivot: Pivot, table: EventTableName): void {
		const rows = { pivot, table, reach: this.within ? this.around : null };
		const before = from.closest('dialog') === null ? [] : this.trail;
		this.trail = [...before, { rows, from }];
	}

	back(): void {
		this.trail = this.trail.slice(0, -1);
	}

	close(): void {
		this.trail = [];
	}
}
