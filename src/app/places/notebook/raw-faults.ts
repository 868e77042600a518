import { messageOf } from '#lib/failure.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import type { RecipeFaults } from '../../services/recipe-faults.ts';

/** Something that is wrong with the text of a recipe; offsets into it. */
export interface RawFault {
	message: string;
	/** From 1; null where it is of the recipe as a whole. */
	line: number | null;
	from: number;
	/** Null where only its beginning is known. */
	to: number | null;
}

/** All that is wrong with a text that is to be a recipe, each at its place. */
export function faultsOf(text: string): readonly RawFault[] {
	try {
		return readRecipe(text).problems.map(({ message, line, from, to }) => ({
			message,
			line,
			from,
			to: endOfLine(text, from, to)
		}));
	} catch (error) {
		return [{ message: messageOf(error), ...placeIn(text, messageOf(error)) }];
	}
}

/**
 * All that the engine finds wrong in its statements, each at its place; nothing where the text is no recipe.
 * @param isWanted false as soon as the text is another
 */
export async function sqlFaultsOf(
	text: string,
	faults: RecipeFaults,
	isWanted: () => boolean
): Promise<readonly RawFault[]> {
	try {
		const found = await faults.in(readRecipe(text), isWanted);
		return found.map(({ message, from }) => ({
			message,
			line: text.slice(0, from).split('\n').length,
			from,
			to: null
		}));
	} catch {
		return [];
	}
}

/** The first line of a block is enough to be seen, and does not hide what is wrong inside. */
function endOfLine(text: string, from: number, to: number): number {
	const end = text.indexOf('\n', from);
	return end < 0 ? to : Math.min(to, end);
}

/** Of what keeps the front matter from being read: the field that it names, else its first line. */
function placeIn(text: string, message: string): Omit<RawFault, 'message'> {
	const [, field = ''] = /^front matter: ([\w-]+)[.:]/.exec(message) ?? [];
	const lines = text.split('\n');
	const found = field === '' ? -1 : lines.findIndex((each) => each.startsWith(`${field}:`));
	const line = Math.max(0, found);
	const from = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
	return { line: line + 1, from, to: from + Math.max(1, lines[line]!.trimEnd().length) };
}
