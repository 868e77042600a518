import { categorySentence, type CategoryName } from '#investigation/category.ts';
import type { Pin } from '#investigation/pin.ts';
import type { Parameter } from '#cells/parameter.ts';
import type { Edit } from './history.svelte.ts';
import type { EditWords } from './recipe-state.ts';
import type { Services } from './services.ts';

const LONGEST = 60;

/** What an edit of the case takes of the page. */
type Makes = Pick<Services, 'notices' | 'history'> & {
	readonly cases: Pick<Services['cases'], 'mayChange'>;
};

/** Does the work of an edit, where this tab may; what cannot be kept is told. */
export async function makeEdit(
	{ cases, notices, history }: Makes,
	work: () => Promise<void>,
	edit: Edit,
	quiet = false
): Promise<void> {
	if (!cases.mayChange()) return;
	const kept = notices.guarded(work, 'case');
	// What the page shows already can be taken back already, though it is not kept yet.
	history.add(edit, quiet);
	await kept;
}

/**
 * An edit that gave something the value `after` in place of `before`. `say` tells of the value that it has;
 * `again` is true where it had that value before the edit.
 */
export function exchange<T>(
	before: T,
	after: T,
	give: (value: T) => Promise<void>,
	say: (value: T, again: boolean) => string
): Edit {
	return {
		made: () => say(after, false),
		undone: () => say(before, true),
		undo: () => give(before),
		redo: () => give(after)
	};
}

/** A parameter got another value, which the page shows where it was given: told is only what it has again. */
export function parameterEdit(
	{ label }: Pick<Parameter, 'label'>,
	before: string,
	after: string,
	give: (value: string) => Promise<void>
): Edit {
	return exchange(before, after, give, (value) => `${label}: ${shown(value)} again.`);
}

/** The SQL of a cell was edited, and the file of the recipe with it; both are the text of the whole file. */
export function sqlEdit(
	cell: string,
	before: string,
	after: string,
	give: (text: string) => Promise<void>
): Edit {
	const words = {
		made: `The edit of the SQL of “${cell}” is made again.`,
		undone: `The SQL of “${cell}” is as it was before the edit.`
	};
	return fileEdit(words, before, after, give);
}

/** The file of the recipe was edited; both are the text of the whole file. */
export function fileEdit(
	{ made, undone }: EditWords,
	before: string,
	after: string,
	give: (text: string) => Promise<void>
): Edit {
	return exchange(before, after, give, (_, again) => (again ? undone : made));
}

/** A recipe as it stands, with the edits and the values that it was given. */
export interface OpenedRecipe {
	title: string;
	text: string;
	openedText: string;
	values: Readonly<Record<string, string>>;
}

/** Another recipe was opened in the place of the one at hand, with all that was done to it. */
export function recipeEdit(
	before: OpenedRecipe,
	after: OpenedRecipe,
	give: (recipe: OpenedRecipe) => Promise<void>
): Edit {
	return exchange(
		before,
		after,
		give,
		({ title }, again) => `The recipe “${shown(title)}” is open${again ? ' again' : ''}.`
	);
}

/** A source was taken out. */
export function sourceEdit(name: string, give: (there: boolean) => Promise<void>): Edit {
	return exchange(true, false, give, (there) =>
		there ? `${shown(name)} is there again, as it was read.` : `${shown(name)} is taken out.`
	);
}

/** An alert got another category, or none; `name` is how a sentence about the alert begins at that time. */
export function categoryEdit(
	name: () => string,
	before: CategoryName | null,
	after: CategoryName | null,
	give: (category: CategoryName | null) => Promise<void>
): Edit {
	return exchange(before, after, give, (category, again) =>
		categorySentence(name(), category, again)
	);
}

/** Something was pinned, or is pinned no more. */
export function pinEdit(pin: Pin, pinned: boolean, give: (pinned: boolean) => Promise<void>): Edit {
	return exchange(!pinned, pinned, give, (there, again) => {
		const done = there ? 'Pinned' : 'Unpinned';
		return `${done}${again ? ' again' : ''}: ${pinName(pin)}.`;
	});
}

export function noteEdit(
	pin: Pin,
	before: string,
	after: string,
	give: (note: string) => Promise<void>
): Edit {
	return exchange(before, after, give, (note) => `Note on ${pinName(pin)}: ${shown(note)} again.`);
}

function pinName(pin: Pin): string {
	const step = `“${pin.question}”`;
	return pin.of === 'answer'
		? `the answer to ${step}`
		: `record ${pin.place.record} behind ${step}`;
}

/** Values that were pasted may be long, or be nothing at all. */
function shown(value: string): string {
	const text = value.trim();
	if (text === '') return 'empty';
	return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
