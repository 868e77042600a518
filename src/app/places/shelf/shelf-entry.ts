import type { AlertRow } from '#investigation/result.ts';
import { messageOf } from '#lib/failure.ts';
import { applicability, fitsAnyAlert } from '#recipe/applies-to.ts';
import { readRecipe } from '#recipe/read-recipe.ts';

/** What is shown of a recipe on the shelf. */
export interface ShelfEntry {
	id: string;
	text: string;
	title: string;
	question: string;
	/** Entries of alerts that it is written for. */
	appliesTo: readonly string[];
	/** Why it cannot be read; null where it can. */
	failure: string | null;
	/** What it came with, in words; null for a shipped one. */
	from: string | null;
	used: string | null;
}

/** Reads as much of a recipe as the shelf shows. */
export function shelfEntry(kept: Pick<ShelfEntry, 'id' | 'text' | 'from' | 'used'>): ShelfEntry {
	try {
		const { title, question, appliesTo } = readRecipe(kept.text);
		return { ...kept, title, question, appliesTo, failure: null };
	} catch (error) {
		const title = 'A recipe that cannot be read';
		return { ...kept, title, question: '', appliesTo: [], failure: messageOf(error) };
	}
}

/** Whether it is written for the alert at hand, in words. */
export function fitText({ appliesTo }: ShelfEntry, alert: AlertRow | null): string {
	if (fitsAnyAlert(appliesTo)) return 'for any alert';
	if (alert === null) return 'no alert is picked';
	const { applies } = applicability(appliesTo, alert);
	if (applies === null) return 'whether it fits this alert cannot be told';
	return applies ? 'written for this alert' : 'not written for this alert';
}

/** The id that the file gives itself; `recipe` where it cannot be read. */
export function idOf(text: string): string {
	try {
		return readRecipe(text).id;
	} catch {
		return 'recipe';
	}
}

/** The text under another title and id. */
export function copyOf(text: string): string {
	return text
		.replace(
			/^title:[ \t]*(["']?)(.*?)\1[ \t]*$/m,
			(_, quote: string, title: string) => `title: ${quote}${title} (copy)${quote}`
		)
		.replace(/^id:[ \t]*([\w-]+)[ \t]*$/m, 'id: $1-copy');
}

/** Names of files for recipes, none of them twice. */
export function fileNames(texts: readonly string[]): string[] {
	const taken = new Set<string>();
	return texts.map((text) => {
		const id = idOf(text);
		let name = `${id}.md`;
		for (let number = 2; taken.has(name); number++) name = `${id}-${number}.md`;
		taken.add(name);
		return name;
	});
}
