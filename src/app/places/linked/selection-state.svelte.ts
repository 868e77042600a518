import { selectionSql, type RowChoices } from '#engine/sql/condition.ts';
import { narrowedSql, narrowReach } from '#engine/sql/narrowed.ts';
import { timeAxisOf, timeBrushed, type TimeSteps } from '#engine/brush/time-parts.ts';
import type { PickedChoice } from '#cells/shown.ts';
import type { Linked } from '#investigation/linked.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { MenuItem } from '#ui/menu.ts';
import type { ValueSpot } from '#ui/value-spot.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import { exchange } from '../../services/edits.ts';
import type { Clause, LinkedRows, Selection } from '../../services/selection.ts';
import type { Capabilities, Services } from '../../services/services.ts';
import { replaced, TIME, timeClause, withPicked } from './clauses.ts';
import { LiveBrush } from './live-brush.svelte.ts';
import { LoadedDensity } from './loaded-density.svelte.ts';
import { ofAnyTime, ToldRows, type DrawnBesides } from './told-rows.svelte.ts';
import { clauseWords } from './words.ts';

/** The rows that are selected on the page; of the visit, and of the case that is open. */
export class SelectionState implements PlaceState, Selection {
	readonly services: Services;
	readonly offers: Pick<Capabilities, 'selection'> = { selection: () => this };
	readonly density: LoadedDensity;
	readonly brush = new LiveBrush();
	readonly #told: ToldRows;
	#clauses = $state.raw<readonly Clause[]>([]);
	/** The time that is being drawn; null where none is. */
	#drawn = $state.raw<TimeRange | null>(null);

	constructor(services: Services) {
		this.services = services;
		this.density = new LoadedDensity(services, () => this.besides(TIME));
		this.#told = new ToldRows(services, this.brush);
	}

	get clauses(): readonly Clause[] {
		return this.#clauses;
	}

	/** As they are, and as they would be once the time that is drawn is let go. */
	readonly shown = $derived.by((): readonly Clause[] =>
		this.#drawn === null ? this.#clauses : replaced(this.#clauses, timeClause(this.#drawn))
	);

	readonly span = $derived.by((): TimeRange | null => {
		const wanted = this.#clauses.find(({ source }) => source === TIME)?.choices[0]?.[0]?.wanted;
		if (wanted === undefined || 'is' in wanted) return null;
		return { from: wanted.from as bigint, to: wanted.to as bigint };
	});

	readonly key = $derived.by(() => selectionSql(this.#clauses.map(({ conditions }) => conditions)));

	readonly commands = $derived.by((): readonly Command[] => [
		{
			id: 'clear selection',
			title: this.#clauses.length === 0 ? null : 'Let the selection go: all rows again',
			group: 'action',
			press: { key: '0', does: 'let the selection go: all rows again' },
			act: () => this.clear()
		},
		{
			id: 'remove last of selection',
			title: null,
			group: 'action',
			press: { key: '9', does: 'let the last thing go that was selected' },
			act: () => this.#clauses.length > 0 && this.remove(this.#clauses.at(-1)!)
		}
	]);

	async enter(): Promise<void> {
		this.brush.end();
		this.#clauses = [];
	}

	/** Rows came or went: what was made of them goes. */
	async heedRows(): Promise<void> {
		this.brush.end();
	}

	/** A time may be drawn whose ends lie at steps: what shows rows elsewhere is made ready to follow it. */
	holdTime(steps: TimeSteps): void {
		const { alerts, recipe } = this.services;
		const basis = [this.density.key, alerts.current?.alert_id, JSON.stringify(recipe.values)];
		this.brush.hold({ source: TIME, axis: timeAxisOf(steps), basis: basis.join(' ') });
	}

	/** A time is being drawn; null where it was let go or given up. */
	drawTime(span: TimeRange | null, steps: TimeSteps): void {
		this.#drawn = span;
		this.brush.draw(span === null ? null : timeBrushed(steps, span));
	}

	besides(source: string): readonly RowChoices[] {
		return this.#clauses
			.filter((clause) => clause.source !== source)
			.map(({ conditions }) => conditions);
	}

	linked(of: LinkedRows): Linked {
		const selection = this.besides(of.source);
		const drawn = drawnBesides(of, this.#clauses, this.brush);
		const own = this.#clauses.find(({ source }) => source === of.source);
		return {
			key: selectionSql(selection),
			around: selection.length === 0 ? null : (sql) => narrowedSql(sql, selection),
			brush: drawn?.brush ?? null,
			told: this.#told.of(of.sql, selection, drawn),
			own: own === undefined ? null : clauseWords(own),
			chosen: own?.choices ?? [],
			choose: (picked) => this.#choosing(of, picked),
			spot: (spot) => this.#withActs(of, spot)
		};
	}

	narrow(span: TimeRange | null): void {
		const clause = timeClause(span ?? { from: 0n, to: 0n });
		this.#change(replaced(this.#clauses, span === null ? { ...clause, choices: [] } : clause));
	}

	remove(clause: Clause): void {
		this.#change(this.#clauses.filter((each) => each !== clause));
	}

	clear(): void {
		if (this.#clauses.length > 0) this.#change([]);
	}

	#choosing(of: LinkedRows, picked: PickedChoice): (() => void) | null {
		if (withPicked(this.#clauses, of, picked) === null) return null;
		return () => this.#change(withPicked(this.#clauses, of, picked)!);
	}

	#withActs(of: LinkedRows, spot: ValueSpot): ValueSpot {
		const column = spot.columns[spot.column];
		if (column === undefined) return spot;
		const choice = [{ column, wanted: { is: spot.row[spot.column] ?? null } }];
		const only = this.#choosing(of, { choice, adds: false });
		const beside = this.#choosing(of, { choice, adds: true });
		const acts: MenuItem[] = [];
		if (only !== null)
			acts.push({ name: 'select', title: 'Only this, on all of the page', act: only });
		const hasOthers = this.#clauses.some(({ source }) => source === of.source);
		if (beside !== null && hasOthers)
			acts.push({ name: 'select too', title: 'This too, on all of the page', act: beside });
		return { ...spot, acts: [...(spot.acts ?? []), ...acts] };
	}

	/** It can be taken back as an edit of the case, though nothing of it is kept. */
	#change(after: readonly Clause[]): void {
		const before = this.#clauses;
		const give = async (clauses: readonly Clause[]) => void (this.#clauses = clauses);
		const say = (clauses: readonly Clause[]) =>
			clauses.length === 0
				? 'Nothing is selected: all rows again.'
				: `Selected: ${clauses.map((clause) => clauseWords(clause)).join('; ')}.`;
		this.#clauses = after;
		this.services.history.add(exchange(before, after, give, say), true);
	}
}

/** The brush that is or may be drawn elsewhere, with what is selected beside it; null where it holds none of the rows. */
function drawnBesides(
	{ source, sql }: LinkedRows,
	clauses: readonly Clause[],
	live: LiveBrush
): DrawnBesides | null {
	const { held } = live;
	if (held === null || held.source === source) return null;
	if (narrowReach(sql, [ofAnyTime]).narrowed.length === 0) return null;
	const others = clauses
		.filter((clause) => clause.source !== source && clause.source !== held.source)
		.map(({ conditions }) => conditions);
	const brush = live.followedBy(source, others);
	return brush === null ? null : { brush, others, isDrawn: live.isDrawn };
}
