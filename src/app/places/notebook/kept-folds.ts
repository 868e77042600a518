import * as v from 'valibot';
import type { Collection } from '../../services/storage/collection.ts';
import { text } from '../../services/storage/schema-parts.ts';

/** A part of a recipe that is folded in a case. */
export interface KeptFold {
	workspace: string;
	/** The id of its recipe, and which part of that it is. */
	part: string;
}

export const keptFolds: Collection<KeptFold> = {
	name: 'folds',
	key: ['workspace', 'part'],
	schema: v.looseObject({ workspace: text, part: text }),
	words: { title: 'Folded parts', one: 'folded part', many: 'folded parts' },
	keySays: true
};
