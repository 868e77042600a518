import type { Command } from '../services/command.ts';

/** A command that can be reached by its words. */
export type Worded = Command & { title: string };

/** Those of the commands that the palette offers. */
export function wordedOf(commands: readonly Command[]): Worded[] {
	return commands.filter((each): each is Worded => each.title !== null);
}

const SHOWN = 40;

/**
 * Commands that hold every word, those first whose title begins with the words; the order is kept
 * otherwise. All of them where there are no words, as far as they are shown.
 */
export function bestMatches(commands: readonly Worded[], words: string): Worded[] {
	const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
	const found = commands.filter(({ title, group }) => {
		const text = `${title} ${group}`.toLowerCase();
		return parts.every((part) => text.includes(part));
	});
	const start = parts.join(' ');
	const begins = ({ title }: Worded) => title.toLowerCase().startsWith(start);
	return [...found.filter(begins), ...found.filter((each) => !begins(each))].slice(0, SHOWN);
}
