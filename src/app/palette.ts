/** Something that can be reached by its words. */
export interface Command {
	id: string;
	title: string;
	/** What sort of thing it is, in one word. */
	group: string;
	act(): void;
}

const SHOWN = 40;

/**
 * Commands that hold every word, those first whose title begins with the words; the order is kept
 * otherwise. All of them where there are no words, as far as they are shown.
 */
export function bestMatches(commands: readonly Command[], words: string): Command[] {
	const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
	const found = commands.filter(({ title, group }) => {
		const text = `${title} ${group}`.toLowerCase();
		return parts.every((part) => text.includes(part));
	});
	const start = parts.join(' ');
	const begins = ({ title }: Command) => title.toLowerCase().startsWith(start);
	return [...found.filter(begins), ...found.filter((each) => !begins(each))].slice(0, SHOWN);
}
