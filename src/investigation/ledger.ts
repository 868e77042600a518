import type { Cell } from '#notebook/notebook.ts';
import type { Bases, Basis } from './basis.ts';
import type { DowngradedAnswers, ReportedAnswer } from './downgrade.ts';
import type { CellFailure } from './result.ts';
import type { Said } from './scope.ts';
import { newRecord, standsOn, type Attempt, type CellRecord } from './step-log.ts';
import { nowMicros } from './stops.ts';

/** What a cell gave. */
export interface Gave {
	basis: Basis;
	ms: number;
	said: Said;
}

/** What is known of each cell for one alert and one recipe, and for what of the world it was found. */
export class Ledger {
	readonly #records = new Map<string, CellRecord>();
	/** Cells that were asked since their cost was measured. */
	readonly #cold = new Set<string>();

	/** As it stands; what comes later changes nothing in it. */
	get records(): ReadonlyMap<string, CellRecord> {
		return new Map(this.#records);
	}

	clear(): void {
		this.#records.clear();
		this.#cold.clear();
	}

	/** A run begins: what an earlier one was cancelled at is nothing of this one. */
	beginRun(): void {
		for (const [id, record] of this.#records)
			if (record.attempt?.state === 'cancelled')
				this.#records.set(id, { ...record, attempt: null });
	}

	of(cell: Cell): CellRecord {
		return this.#records.get(cell.spec.id) ?? newRecord;
	}

	isGood(cell: Cell, bases: Bases): boolean {
		return standsOn(this.of(cell), bases.of(cell).key);
	}

	/** Notes an answer. Where the rows that it came from changed meanwhile, it is that of no moment. */
	gave(cell: Cell, bases: Bases, { basis, ms, said }: Gave): void {
		const { answer: given, rows, fault } = said;
		const record = this.of(cell);
		const holds = bases.of(cell).key === basis.key;
		const stood = holds ? basis : { ...basis, key: `${basis.key}, which changed meanwhile` };
		const good = { basis: stood, at: nowMicros(), ms, given, fault, answer: null };
		this.#records.set(cell.spec.id, { ...record, runs: record.runs + 1, good, attempt: null });
		this.#cold.add(cell.spec.id);
		if (rows !== null) this.counted(cell, bases, rows);
	}

	/** Whether a cell has the answer of now, the cost of which is that of an engine that was not warm. */
	isCold(cell: Cell, bases: Bases): boolean {
		return this.#cold.has(cell.spec.id) && this.isGood(cell, bases);
	}

	/** Notes what a warm engine takes to answer it. */
	measured(cell: Cell, ms: number): void {
		const { good, ...record } = this.of(cell);
		this.#cold.delete(cell.spec.id);
		if (good !== null) this.#records.set(cell.spec.id, { ...record, good: { ...good, ms } });
	}

	/** What lists the rows behind an answer of now that were not counted yet; null where there are none to count. */
	uncounted(cell: Cell, bases: Bases): string | null {
		const basis = bases.rowsOf(cell);
		if (basis === null || !this.isGood(cell, bases)) return null;
		return this.of(cell).counted?.key === basis.key ? null : basis.sql;
	}

	/** Notes how many rows stand behind a cell. */
	counted(cell: Cell, bases: Bases, rows: number): void {
		const key = bases.rowsOf(cell)?.key;
		if (key === undefined) return;
		this.#records.set(cell.spec.id, { ...this.of(cell), counted: { key, rows } });
	}

	/** Notes a try that has no answer. */
	tried(cell: Cell, attempt: Omit<Attempt, 'failure'>): void {
		this.#records.set(cell.spec.id, { ...this.of(cell), attempt: { ...attempt, failure: null } });
	}

	failed(cell: Cell, key: string, failure: CellFailure): void {
		const record = this.of(cell);
		const attempt = { key, at: nowMicros(), state: 'failed' as const, failure };
		this.#records.set(cell.spec.id, { ...record, runs: record.runs + 1, attempt });
	}

	/** What a cell itself said, as far as that is the answer of now. */
	saidBy(cell: Cell, bases: Bases): ReportedAnswer | null {
		const record = this.of(cell);
		return standsOn(record, bases.of(cell).key) ? record.good!.given : null;
	}

	/** What lowers an answer may have come after it. */
	settle(cells: readonly Cell[], answers: DowngradedAnswers): void {
		for (const cell of cells) {
			const answer = answers.of(cell);
			const record = this.of(cell);
			if (answer !== null && record.good !== null && record.good.answer !== answer)
				this.#records.set(cell.spec.id, { ...record, good: { ...record.good, answer } });
		}
	}
}
