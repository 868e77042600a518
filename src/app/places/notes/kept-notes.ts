import * as v from 'valibot';
import type { Collection } from '../../services/storage/collection.ts';
import { text } from '../../services/storage/schema-parts.ts';

/** What the analyst wrote about a case. */
export interface KeptNotes {
	workspace: string;
	/** Which of its notes; there is one. */
	name: typeof WHOLE;
	text: string;
}

/** The name of the one note that a case has. */
export const WHOLE = 'notes';

export const keptNotes: Collection<KeptNotes> = {
	name: 'notes',
	key: ['workspace', 'name'],
	schema: v.looseObject({ workspace: text, name: v.literal(WHOLE), text }),
	words: { title: 'Notes of cases', one: 'notes of a case', many: 'notes of cases' },
	keySays: true
};
