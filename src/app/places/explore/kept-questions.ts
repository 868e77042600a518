import * as v from 'valibot';
import type { Collection } from '../../services/storage/collection.ts';
import { text } from '../../services/storage/schema-parts.ts';

/** A question that the analyst asks of the data of a case, on no path. */
export interface KeptQuestion {
	id: string;
	workspace: string;
	/** Where it stands among the others: those with less stand above. */
	order: number;
	title: string;
	sql: string;
}

export const keptQuestions: Collection<KeptQuestion> = {
	name: 'questions',
	key: 'id',
	schema: v.looseObject({ id: text, workspace: text, order: v.number(), title: text, sql: text }),
	words: {
		title: 'Questions to the data',
		one: 'question to the data',
		many: 'questions to the data'
	},
	keySays: false,
	compare: (a, b) => a.order - b.order
};
