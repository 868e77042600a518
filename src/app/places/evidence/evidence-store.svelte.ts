import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { keptPins } from './kept-pins.ts';
import { dependenciesOf } from './dependencies.ts';
import type { Pin, PinnedAnswer, PinnedRow, PinProvenance } from '#investigation/pin.ts';
import { pinDifferences, type PinContext } from './pin-differences.ts';
import { recordPlaceOf } from '#investigation/record-place.ts';
import { reasonOf } from '#investigation/reason.ts';
import type { Step } from '#investigation/result.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import { makeEdit, noteEdit, pinEdit } from '../../services/edits.ts';
import { afterDrawing, focusEvidence, pinOfStep } from '../../services/focus.ts';
import type { Pins } from '../../services/pins.ts';
import type { Capabilities, Services } from '../../services/services.ts';

/** What of the rest of the page evidence takes. */
export type EvidenceServices = Pick<Services, 'storage' | 'history' | 'notices' | 'ask'> & {
	readonly data: Pick<Services['data'], 'sources'>;
	readonly sources: Pick<Services['sources'], 'readBy'>;
	readonly alerts: Pick<Services['alerts'], 'current'>;
	readonly recipe: Pick<Services['recipe'], 'notebook' | 'values'>;
	readonly investigation: Pick<Services['investigation'], 'state' | 'result'>;
	readonly cases: Pick<Services['cases'], 'mayChange'>;
};

/** What the analyst holds fast of the alerts of the open workspace. */
export class EvidenceStore implements PlaceState, Pins {
	#all = $state.raw<readonly Pin[]>([]);
	#workspace = '';
	readonly services: EvidenceServices;
	/** Of the alert at hand, the oldest first. */
	readonly pins = $derived.by(() => {
		const alertId = this.services.alerts.current?.alert_id;
		return this.#all.filter((pin) => pin.alertId === alertId);
	});
	/** In what each pin differs from what there is now, by its id: sentences, none where it is the same. */
	readonly standings = $derived.by(
		() => new Map(this.pins.map((pin) => [pin.id, this.#standing(pin)]))
	);
	readonly pinnedCells = $derived.by(
		() => new Set(this.pins.filter((pin) => this.#holds(pin)).map(({ cell }) => cell))
	);

	readonly offers: Pick<Capabilities, 'pins'> = { pins: () => this };

	constructor(services: EvidenceServices) {
		this.services = services;
	}

	get commands(): readonly Command[] {
		const { history, ask } = this.services;
		return [
			{
				id: 'key e',
				title: null,
				group: 'action',
				press: { key: 'e', does: 'pin the answer of the step, or the row, as evidence' },
				act: () => pinOfStep() || history.tell('The step has no answer yet to pin.')
			},
			{
				id: 'evidence',
				title: 'Evidence',
				group: 'place',
				act: () => {
					ask('showSteps')?.();
					afterDrawing(focusEvidence);
				}
			}
		];
	}

	/** Goes over to another workspace, with what was kept of it. @throws what the storage throws */
	async enter(workspace: string): Promise<void> {
		this.#workspace = workspace;
		this.#all = [];
		const kept = await (await this.services.storage).of(keptPins).ofCase(workspace);
		if (this.#workspace === workspace) this.#all = [...kept, ...this.#all];
	}

	/** What another tab kept of the open workspace is what there is. */
	async refresh(): Promise<void> {
		const workspace = this.#workspace;
		const kept = await (await this.services.storage).of(keptPins).ofCase(workspace);
		if (this.#workspace === workspace) this.#all = kept;
	}

	/** What was kept may be gone. */
	async keepAnew(): Promise<void> {
		const records = (await this.services.storage).of(keptPins);
		await Promise.all(this.#all.map((pin) => records.keep(pin)));
	}

	async pinAnswer(cell: string): Promise<void> {
		const known = this.pins.find((pin) => pin.cell === cell && this.#holds(pin));
		if (known !== undefined) return this.unpin(known);
		const step = this.#stepOf(cell);
		const ready = this.services.investigation.state === 'done' && step?.state === 'done';
		const common = ready ? this.#common(cell) : null;
		if (!ready || common === null)
			return this.services.history.tell('The step has no answer yet that could be pinned.');
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
			return this.services.history.tell(
				'The row comes from no record of its own; pin the answer of the step instead.'
			);
		const source = receiptsIn(this.services.data).filter(
			({ source_id }) => source_id === place.sourceId
		);
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
		await makeEdit(
			this.services,
			() => this.#give(pin, false),
			pinEdit(pin, false, (there) => this.#give(pin, there))
		);
	}

	async note(pin: Pin, note: string): Promise<void> {
		const before = pin.note;
		if (before === note) return;
		const give = (text: string) => this.#give({ ...pin, note: text }, true);
		await makeEdit(this.services, () => give(note), noteEdit(pin, before, note, give), true);
	}

	async #pin(pin: Pin): Promise<void> {
		await makeEdit(
			this.services,
			() => this.#give(pin, true),
			pinEdit(pin, true, (there) => this.#give(pin, there))
		);
	}

	async #give(pin: Pin, there: boolean): Promise<void> {
		const known = this.#all.some(({ id }) => id === pin.id);
		if (!there) this.#all = this.#all.filter(({ id }) => id !== pin.id);
		else if (known) this.#all = this.#all.map((other) => (other.id === pin.id ? pin : other));
		else this.#all = [...this.#all, pin].sort((a, b) => (a.at < b.at ? -1 : 1));
		const records = (await this.services.storage).of(keptPins);
		await (there ? records.keep(pin) : records.drop(pin.id));
	}

	#common(cell: string): Omit<PinnedAnswer, 'of' | 'outcome' | 'because' | 'rows'> | null {
		const { alerts, recipe, sources } = this.services;
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
			sources: named(sources.readBy(footing.tables)),
			note: ''
		};
	}

	#stepOf(cell: string): Step | null {
		const steps = this.services.investigation.result?.paths.flatMap((path) => path.steps) ?? [];
		const own = steps.filter((step) => step.cell === cell);
		return own.find(({ state }) => state === 'done') ?? own[0] ?? null;
	}

	/** Whether a pinned answer is, in all that it stands on, the answer of now. */
	#holds(pin: Pin): boolean {
		return pin.of === 'answer' && pinDifferences(pin, this.#present(pin)).length === 0;
	}

	/** Nothing is held against what is still being found out. */
	#standing(pin: Pin): string[] {
		const { state, result } = this.services.investigation;
		return state === 'running' || result === null ? [] : pinDifferences(pin, this.#present(pin));
	}

	#present({ cell }: Pin): PinContext {
		const { recipe, sources } = this.services;
		const footing = recipe.notebook === null ? null : dependenciesOf(recipe.notebook, cell);
		return {
			step: this.#stepOf(cell),
			sql: footing?.sql ?? null,
			values: recipe.values,
			loaded: new Set(receiptsIn(this.services.data).map(({ sha256 }) => sha256)),
			read: named(sources.readBy(footing?.tables ?? []))
		};
	}
}

/** Of the sources that are in the database. */
function receiptsIn(data: EvidenceServices['data']): Receipt[] {
	return data.sources.flatMap(({ receipt }) => receipt ?? []);
}

function named(receipts: readonly Receipt[]): PinProvenance[] {
	return receipts.map(({ source, sha256 }) => ({ name: source, sha256 }));
}
