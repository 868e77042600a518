import { notLinked, type Linked } from '#investigation/linked.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import { exchange, makeEdit } from '../../services/edits.ts';
import type { Edit } from '../../services/history.svelte.ts';
import type { Services } from '../../services/services.ts';
import { CaseQuestions } from './case-questions.svelte.ts';
import type { ExploreQuestion } from './explore-question.svelte.ts';
import { withStep, type StepForm } from './kept-step.ts';
import { LoadedTables } from './loaded-relations.svelte.ts';

/** What a new question begins with. */
export interface NewQuestion {
	title: string;
	sql: string;
}

const BLANK: NewQuestion = { title: 'New question', sql: '' };

/** The questions of the open case, one under another, and what they may be asked of. */
export class ExploreState implements PlaceState {
	readonly services: Services;
	readonly tables: LoadedTables;
	readonly #kept: CaseQuestions;
	/** The one that was added last: it is brought into sight. */
	#newest = $state.raw<string | null>(null);

	constructor(services: Services) {
		this.services = services;
		this.tables = new LoadedTables(services);
		this.#kept = new CaseQuestions(services);
	}

	get questions(): readonly ExploreQuestion[] {
		return this.#kept.all;
	}

	get newest(): string | null {
		return this.#newest;
	}

	get badge(): string {
		return this.questions.length === 0 ? '' : String(this.questions.length);
	}

	get commands(): readonly Command[] {
		return [
			{
				id: 'ask a question',
				title: 'Ask a question of the data',
				group: 'action',
				press: { key: 'q', does: 'ask a question of the data' },
				act: () => {
					this.services.ask('openPlace')?.('explore');
					this.begin();
				}
			}
		];
	}

	/** How the selection of the page concerns the rows of a question. */
	linked({ id, title, asked }: ExploreQuestion): Linked {
		const { recipe, ask } = this.services;
		const written = asked.answer?.sql ?? asked.sql;
		const sql = recipe.notebook?.analysis.withCells(written) ?? written;
		return ask('selection')?.().linked({ source: id, title: `“${title}”`, sql }) ?? notLinked;
	}

	/** Asks again what was asked of other rows than those that are selected now. */
	followSelection(): void {
		for (const { asked } of this.questions) if (asked.isOfOtherRows) void asked.ask();
	}

	/** A question without a word, to be written. */
	begin(): void {
		const empty = this.questions.find(({ sql }) => sql.trim() === '');
		if (empty === undefined) void this.add(BLANK);
		else this.#newest = empty.id;
	}

	/** Adds a question below the others, and asks it where it has words. */
	async add(given: NewQuestion): Promise<void> {
		if (!this.services.cases.mayChange()) return;
		const question = this.#kept.made(given);
		this.#newest = question.id;
		if (given.sql.trim() !== '') void question.asked.ask();
		const give = () => this.#kept.give(question, true);
		await makeEdit(this.services, give, this.#presence(question, true), true);
	}

	async remove(question: ExploreQuestion): Promise<void> {
		question.asked.cancel();
		const give = () => this.#kept.give(question, false);
		await makeEdit(this.services, give, this.#presence(question, false));
	}

	async rename(question: ExploreQuestion, title: string): Promise<void> {
		const before = question.title;
		if (title.trim() === '' || title === before) return;
		await this.#edit(before, title, (given) =>
			this.#kept.change(question, () => question.rename(given))
		);
	}

	/** Asks a question with another text. */
	async rewrite(question: ExploreQuestion, sql: string): Promise<void> {
		const before = question.sql;
		if (sql !== before)
			await this.#edit(before, sql, (given) =>
				this.#kept.change(question, () => question.asked.rewrite(given))
			);
		await question.asked.ask();
	}

	/** Keeps a question as a step of the recipe at hand, for any time. */
	async keepAsStep({ title, sql }: ExploreQuestion, form: StepForm): Promise<void> {
		const { recipe, recipes, notices } = this.services;
		const { notebook, text } = recipe;
		if (notebook === null) return;
		const words = {
			made: `“${title}” is kept in the recipe, behind all else.`,
			undone: `“${title}” is in the recipe no longer.`
		};
		const refusal = await recipes.rewrite(
			withStep({ text, notebook }, { title, sql }, form),
			words
		);
		if (refusal !== null) notices.say('failure', refusal, 'recipe');
	}

	/** Asks all that have no answer of what there is now. */
	async askAll(): Promise<void> {
		const open = this.questions.filter(
			({ sql, asked }) => sql.trim() !== '' && asked.state !== 'done' && asked.state !== 'running'
		);
		for (const { asked } of open) await asked.ask();
	}

	/** Goes over to another case, with the questions that were kept of it. @throws what the storage throws */
	async enter(workspace: string): Promise<void> {
		this.#newest = null;
		this.tables.forget();
		await this.#kept.enter(workspace);
	}

	refresh(): Promise<void> {
		return this.#kept.refresh();
	}

	keepAnew(): Promise<void> {
		return this.#kept.keepAnew();
	}

	#presence(question: ExploreQuestion, there: boolean): Edit {
		return exchange(
			!there,
			there,
			(given) => this.#kept.give(question, given),
			(given) => `The question “${question.title}” is ${given ? 'there' : 'taken out'}.`
		);
	}

	async #edit(before: string, after: string, give: (text: string) => Promise<void>): Promise<void> {
		const edit = exchange(before, after, give, (_, again) =>
			again ? 'The question is as it was before the edit.' : 'The question was edited again.'
		);
		await makeEdit(this.services, () => give(after), edit, true);
	}
}
