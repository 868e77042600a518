import { incidents } from '#datasets/incidents/index.ts';
import type { CaseBook } from './case-book.svelte.ts';
import type { CaseRemoval } from './case-removal.ts';
import type { OpenCase } from './open-case.svelte.ts';
import { entryOf } from './case-arrival.svelte.ts';
import {
	whyOnlyRead,
	type CaseActs,
	type IncidentEntry,
	type OwnCaseEntry
} from './services/case-state.ts';
import type { History } from './services/history.svelte.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { WriteRight } from './write-right.svelte.ts';

export interface LiveCasesParts {
	case: OpenCase;
	book: CaseBook;
	removal: CaseRemoval;
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
		return this.#open(this.#parts.book.last);
	}

	openCase(name: string): Promise<void> {
		return this.#open(name);
	}

	makeCase(title: string): Promise<void> {
		const { notices, book, case: open } = this.#parts;
		return notices.guarded(async () => open.open(await book.make(title)));
	}

	renameCase(name: string, title: string): Promise<void> {
		const { notices, book } = this.#parts;
		return notices.guarded(() => book.rename(name, title));
	}

	emptyCase(name: string): Promise<void> {
		return this.#removing(name, async (open) => {
			if (open.name === name) await open.reopen();
		});
	}

	deleteCase(name: string): Promise<void> {
		const { book } = this.#parts;
		return this.#removing(name, async (open) => {
			await book.forget(name);
			if (open.name === name) await open.replace(book.last);
		});
	}

	/** What is open is emptied in the tab that writes it; what is not, where no tab has it open. */
	async #removing(name: string, then: (open: OpenCase) => Promise<void>): Promise<void> {
		const { notices, removal, case: open } = this.#parts;
		const isOpen = open.name === name;
		if (isOpen && !this.mayChange()) return;
		await notices.guarded(async () => {
			if (isOpen) await open.emptied(() => removal.ofWritten(name));
			else await removal.ofOther(name);
			await then(open);
		});
	}

	get ownCases(): readonly OwnCaseEntry[] {
		return this.#parts.book.all;
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
