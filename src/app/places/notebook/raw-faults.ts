import { messageOf } from '#lib/failure.ts';
import { readRecipe } from '#recipe/read-recipe.ts';

/** Something that is wrong with the text of a recipe; offsets into it. */
export interface RawFault {
	message: string;
	/** From 1; null where it is of the recipe as a whole. */
	line: number | null;
	from: number;
	to: number;
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
