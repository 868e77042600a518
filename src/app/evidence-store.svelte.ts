import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { dependenciesOf } from '#investigation/dependencies.ts';
import type { Pin, PinnedAnswer, PinnedRow, PinnedSource } from '#investigation/pin.ts';
import { pinDifferences, type PinContext } from '#investigation/pin-differences.ts';
import { recordPlaceOf } from '#investigation/record-place.ts';
import { reasonOf } from '#investigation/reason.ts';
import type { Step } from '#investigation/result.ts';
import type { AlertStore } from './alert-store.svelte.ts';
import type { DataStore } from './data-store.svelte.ts';
import { noteEdit, pinEdit } from './services/edits.ts';
import type { Edit, History } from './services/history.svelte.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { RecipeStore } from './recipe-store.svelte.ts';
import type { RunStore } from './run-store.svelte.ts';
import type { Storage } from './services/storage.ts';
import type { EvidenceState } from './services/pins.ts';

export interface EvidenceAround {
	storage: Promise<Storage>;
	history: History;
	notices: Notices;
	data: Pick<DataStore, 'readBy' | 'list'>;
	alerts: Pick<AlertStore, 'current'>;
	recipe: Pick<RecipeStore, 'notebook' | 'values'>;
	run: Pick<RunStore, 'state' | 'result'>;
	/** Whether this tab writes the case; says so where it does not. */
	mayChange(): boolean;
}

/** What the analyst holds fast of the alerts of the open workspace. */
export class EvidenceStore implements EvidenceState {
	#all = $state.raw<readonly Pin[]>([]);
	#workspace = '';
	readonly #around: EvidenceAround;
	readonly pins = $derived.by(() => {
		const alertId = this.#around.alerts.current?.alert_id;
		return this.#all.filter((pin) => pin.alertId === alertId);
	});
	readonly standings = $derived.by(
		() => new Map(this.pins.map((pin) => [pin.id, this.#standing(pin)]))
	);
	readonly pinnedCells = $derived.by(
		() => new Set(this.pins.filter((pin) => this.#holds(pin)).map(({ cell }) => cell))
	);

	constructor(around: EvidenceAround) {
		this.#around = around;
	}

	/** Goes over to another workspace, with what was kept of it. @throws what the storage throws */
	async open(workspace: string): Promise<void> {
		this.#workspace = workspace;
		this.#all = [];
		const kept = await (await this.#around.storage).pins(workspace);
		if (this.#workspace === workspace) this.#all = [...kept, ...this.#all];
	}

	/** What another tab kept of the open workspace is what there is. */
	async refresh(): Promise<void> {
		const workspace = this.#workspace;
		const kept = await (await this.#around.storage).pins(workspace);
		if (this.#workspace === workspace) this.#all = kept;
	}

	/** What was kept may be gone. */
	async keepAnew(): Promise<void> {
		const storage = await this.#around.storage;
		await Promise.all(this.#all.map((pin) => storage.keepPin(pin)));
	}

	async pinAnswer(cell: string): Promise<void> {
		const known = this.pins.find((pin) => pin.cell === cell && this.#holds(pin));
		if (known !== undefined) return this.unpin(known);
		const step = this.#stepOf(cell);
		const ready = this.#around.run.state === 'done' && step?.state === 'done';
		const common = ready ? this.#common(cell) : null;
		if (!ready || common === null)
			return this.#around.history.tell('The step has no answer yet that could be pinned.');
		const { outcome, rows } = step;
		await this.#pin({ ...common, of: 'answer', outcome, because: reasonOf(step), rows });
	}

	async pinRow(
		cell: string,
		columns: readonly ResultColumn[],
		values: readonly Value[]
	): Promise<void> {
		const known = this.rowPinOf(cell, columns, values);
		if (known !== null) return this.unpin(known);
		const place = recordPlaceOf(columns, values);
		const common = this.#common(cell);
		if (place === null || common === null)
			return this.#around.history.tell(
				'The row comes from no record of its own; pin the answer of the step instead.'
			);
		const receipts = this.#around.data.list.receipts;
		const source = receipts.filter(({ source_id }) => source_id === place.sourceId);
		const sql = this.#stepOf(cell)?.rowsSql ?? common.sql;
		const row: PinnedRow = {
			...common,
			of: 'row',
			sql,
			columns,
			values,
			place,
			sources: named(source)
		};
		await this.#pin(row);
	}

	rowPinOf(
		cell: string,
		columns: readonly ResultColumn[],
		values: readonly Value[]
	): PinnedRow | null {
		const place = recordPlaceOf(columns, values);
		const found = this.pins.find(
			(pin): pin is PinnedRow =>
				pin.of === 'row' &&
				pin.cell === cell &&
				pin.place.sourceId === place?.sourceId &&
				pin.place.record === place.record &&
				pin.place.offset === place.offset
		);
		return found ?? null;
	}

	async unpin(pin: Pin): Promise<void> {
		await this.#change(
			() => this.#give(pin, false),
			pinEdit(pin, false, (there) => this.#give(pin, there))
		);
	}

	async note(pin: Pin, note: string): Promise<void> {
		const before = pin.note;
		if (before === note) return;
		const give = (text: string) => this.#give({ ...pin, note: text }, true);
		await this.#change(() => give(note), noteEdit(pin, before, note, give), true);
	}

	async #pin(pin: Pin): Promise<void> {
		await this.#change(
			() => this.#give(pin, true),
			pinEdit(pin, true, (there) => this.#give(pin, there))
		);
	}

	async #give(pin: Pin, there: boolean): Promise<void> {
		const known = this.#all.some(({ id }) => id === pin.id);
		if (!there) this.#all = this.#all.filter(({ id }) => id !== pin.id);
		else if (known) this.#all = this.#all.map((other) => (other.id === pin.id ? pin : other));
		else this.#all = [...this.#all, pin].sort((a, b) => (a.at < b.at ? -1 : 1));
		const storage = await this.#around.storage;
		await (there ? storage.keepPin(pin) : storage.dropPin(pin.id));
	}

	/** What the page shows already can be taken back already, though it is not kept yet. */
	async #change(work: () => Promise<void>, edit: Edit, quiet = false): Promise<void> {
		if (!this.#around.mayChange()) return;
		const kept = this.#around.notices.guarded(work, 'case');
		this.#around.history.add(edit, quiet);
		await kept;
	}

	#common(cell: string): Omit<PinnedAnswer, 'of' | 'outcome' | 'because' | 'rows'> | null {
		const { alerts, recipe, data } = this.#around;
		const footing = recipe.notebook === null ? null : dependenciesOf(recipe.notebook, cell);
		const step = this.#stepOf(cell);
		if (footing === null || step === null || alerts.current === null) return null;
		return {
			id: crypto.randomUUID(),
			workspace: this.#workspace,
			alertId: alerts.current.alert_id,
			at: new Date().toISOString(),
			cell,
			question: step.question,
			sql: footing.sql,
			parameters: Object.fromEntries(
				footing.parameters.map((name) => [name, recipe.values[name] ?? ''])
			),
			sources: named(data.readBy(footing.tables)),
			note: ''
		};
	}

	#stepOf(cell: string): Step | null {
		const steps = this.#around.run.result?.paths.flatMap((path) => path.steps) ?? [];
		const own = steps.filter((step) => step.cell === cell);
		return own.find(({ state }) => state === 'done') ?? own[0] ?? null;
	}

	/** Whether a pinned answer is, in all that it stands on, the answer of now. */
	#holds(pin: Pin): boolean {
		return pin.of === 'answer' && pinDifferences(pin, this.#present(pin)).length === 0;
	}

	/** Nothing is held against what is still being found out. */
	#standing(pin: Pin): string[] {
		const { run } = this.#around;
		return run.state === 'running' || run.result === null
			? []
			: pinDifferences(pin, this.#present(pin));
	}

	#present({ cell }: Pin): PinContext {
		const { recipe, data } = this.#around;
		const footing = recipe.notebook === null ? null : dependenciesOf(recipe.notebook, cell);
		return {
			step: this.#stepOf(cell),
			sql: footing?.sql ?? null,
			values: recipe.values,
			loaded: new Set(data.list.receipts.map(({ sha256 }) => sha256)),
			read: named(data.readBy(footing?.tables ?? []))
		};
	}
}

function named(receipts: readonly Receipt[]): PinnedSource[] {
	return receipts.map(({ source, sha256 }) => ({ name: source, sha256 }));
}
