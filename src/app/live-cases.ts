import { incidents } from '#datasets/incidents/index.ts';
import { OWN } from './case-address.ts';
import { entryOf, type OpenCase } from './open-case.svelte.ts';
import { whyOnlyRead, type CaseActs, type IncidentEntry } from './services/case-state.ts';
import type { History } from './services/history.svelte.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { WriteRight } from './write-right.svelte.ts';

export interface LiveCasesParts {
	case: OpenCase;
	right: WriteRight;
	history: History;
	notices: Notices;
}

/** What is done with the case as a whole. What changes it is done in the tab that writes it, and nowhere else. */
export class LiveCases implements CaseActs {
	readonly #parts: LiveCasesParts;
	readonly incidents: readonly IncidentEntry[] = incidents.map(entryOf);

	constructor(parts: LiveCasesParts) {
		this.#parts = parts;
	}

	openIncident(name: string): Promise<void> {
		return this.#open(name);
	}

	openOwnCase(): Promise<void> {
		return this.#open(OWN);
	}

	takeOver(): Promise<void> {
		const { notices, right } = this.#parts;
		return notices.guarded(() => right.takeOver());
	}

	mayChange(): boolean {
		const { case: open, history } = this.#parts;
		const reason = whyOnlyRead(open.role);
		if (reason !== undefined) history.tell(reason);
		return reason === undefined;
	}

	/** Does what changes the case, where this tab may; what fails is told. */
	async changing(work: () => Promise<void>): Promise<void> {
		if (this.mayChange()) await this.#parts.notices.guarded(work, 'case');
	}

	undo(): Promise<void> {
		return this.changing(() => this.#parts.history.undo());
	}

	redo(): Promise<void> {
		return this.changing(() => this.#parts.history.redo());
	}

	#open(name: string): Promise<void> {
		const { notices, case: open } = this.#parts;
		return notices.guarded(() => open.open(name));
	}
}
