import type { RowChoices } from '#engine/sql/condition.ts';
import type { Services } from '../../services/services.ts';
import { ExploreQuestion } from './explore-question.svelte.ts';
import { keptQuestions, type KeptQuestion } from './kept-questions.ts';

/** The questions of the open case, as they are kept with it. */
export class CaseQuestions {
	readonly #services: Services;
	#all = $state.raw<readonly ExploreQuestion[]>([]);
	#workspace = '';

	constructor(services: Services) {
		this.#services = services;
	}

	/** One under another. */
	get all(): readonly ExploreQuestion[] {
		return this.#all;
	}

	/** One below the others, which is not among them before it is given. */
	made({ title, sql }: Pick<KeptQuestion, 'title' | 'sql'>): ExploreQuestion {
		const order = Math.max(0, ...this.#all.map((each) => each.order)) + 1;
		const id = crypto.randomUUID();
		return this.#opened({ id, workspace: this.#workspace, order, title, sql });
	}

	/** Has a question among them, or no longer. */
	async give(question: ExploreQuestion, there: boolean): Promise<void> {
		const others = this.#all.filter(({ id }) => id !== question.id);
		this.#all = there ? [...others, question].sort((a, b) => a.order - b.order) : others;
		const records = await this.#records();
		await (there ? records.keep(question.kept) : records.drop(question.id));
	}

	/** Keeps a question as it is after a change. */
	async change(question: ExploreQuestion, change: () => void): Promise<void> {
		change();
		await (await this.#records()).keep(question.kept);
	}

	/** Goes over to another case, with the questions that were kept of it. @throws what the storage throws */
	async enter(workspace: string): Promise<void> {
		this.#workspace = workspace;
		for (const { asked } of this.#all) asked.cancel();
		this.#all = [];
		const kept = await this.#kept(workspace);
		if (this.#workspace === workspace) this.#all = [...kept, ...this.#all];
	}

	/** What another tab kept of the open case is what there is; what is the same keeps its answer. */
	async refresh(): Promise<void> {
		const workspace = this.#workspace;
		const kept = await this.#kept(workspace);
		if (this.#workspace !== workspace) return;
		this.#all = kept.map((each) => {
			const known = this.#all.find(({ id }) => id === each.id);
			return known?.sql === each.sql && known.title === each.title ? known : each;
		});
	}

	/** What was kept may be gone. */
	async keepAnew(): Promise<void> {
		const records = await this.#records();
		await Promise.all(this.#all.map(({ kept }) => records.keep(kept)));
	}

	async #records() {
		return (await this.#services.storage).of(keptQuestions);
	}

	async #kept(workspace: string): Promise<ExploreQuestion[]> {
		const kept = await (await this.#records()).ofCase(workspace);
		return kept.map((each) => this.#opened(each));
	}

	#opened(kept: KeptQuestion): ExploreQuestion {
		return new ExploreQuestion(this.#services, kept, () => this.#besides(kept.id));
	}

	/** What is selected elsewhere than in a question. */
	#besides(id: string): readonly RowChoices[] {
		return this.#services.ask('selection')?.().besides(id) ?? [];
	}
}
