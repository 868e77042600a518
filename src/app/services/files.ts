import { filesOfFolder } from './dropped.ts';
import { saveBlob } from '#ui/save-blob.ts';

/** Files in and out, as a browser does it. */

/** Lets the person choose files; an empty list where nothing was chosen. */
export function chooseFiles(accept = ''): Promise<File[]> {
	return chosen((input) => {
		input.multiple = true;
		input.accept = accept;
	});
}

function chosen(change: (input: HTMLInputElement) => void): Promise<File[]> {
	const input = document.createElement('input');
	input.type = 'file';
	change(input);
	return new Promise((resolve) => {
		input.addEventListener('change', () => resolve([...(input.files ?? [])]));
		input.addEventListener('cancel', () => resolve([]));
		input.click();
	});
}

/** Lets the person choose a folder; an empty list where none was chosen. @throws `input not readable` where it holds too much */
export async function chooseFolder(): Promise<File[]> {
	return filesOfFolder(await chosen((input) => (input.webkitdirectory = true)));
}

/** Hands a text over as a file. */
export function saveText(name: string, text: string): void {
	saveBlob(name, new Blob([text], { type: 'text/markdown' }));
}

/** Whether a file is a recipe and not a source: recipes are Markdown with their own front matter. */
export async function isRecipe(file: File): Promise<boolean> {
	if (!/\.(md|markdown)$/i.test(file.name)) return false;
	return isRecipeText(await file.slice(0, 1024).text());
}

/** Whether a text begins as a recipe does. */
export function isRecipeText(text: string): boolean {
	return /^\s*---\r?\n[\s\S]{0,400}?^lookdeeper:/m.test(text.slice(0, 1024));
}

/** The fragment of a link that carries a recipe, where a text is one and no more; null where it is not. */
export function recipeLinkIn(text: string): string | null {
	return /^\s*https?:\/\/\S*?(#recipe=\S+)\s*$/.exec(text)?.[1] ?? null;
}
