import type { RowChoices } from '#engine/sql/condition.ts';
import { ColumnLayout } from '#ui/table/column-layout.svelte.ts';
import type { AskedOf } from '../../services/ask-data.ts';
import { OpenQuestion } from '../../services/open-question.svelte.ts';
import type { KeptQuestion } from './kept-questions.ts';

/** A question of the case, as it is kept, and how far its asking has come. */
export class ExploreQuestion {
	readonly id: string;
	readonly order: number;
	readonly asked: OpenQuestion;
	/** How its columns are laid out, however often it is asked. */
	readonly layout = new ColumnLayout();
	readonly #workspace: string;
	#title = $state('');

	constructor(
		of: AskedOf,
		{ id, order, workspace, title, sql }: KeptQuestion,
		selection: () => readonly RowChoices[]
	) {
		this.id = id;
		this.order = order;
		this.#workspace = workspace;
		this.#title = title;
		this.asked = new OpenQuestion(of, sql, selection);
	}

	get title(): string {
		return this.#title;
	}

	get sql(): string {
		return this.asked.sql;
	}

	get kept(): KeptQuestion {
		const { id, order, title, sql } = this;
		return { id, workspace: this.#workspace, order, title, sql };
	}

	rename(title: string): void {
		this.#title = title;
	}
}
