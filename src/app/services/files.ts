import { saveBlob } from '#ui/save-blob.ts';

/** Files in and out, as a browser does it. */

/** Lets the person choose files; an empty list where nothing was chosen. */
export function chooseFiles(accept = ''): Promise<File[]> {
	const input = document.createElement('input');
	input.type = 'file';
	input.multiple = true;
	input.accept = accept;
	return new Promise((resolve) => {
		input.addEventListener('change', () => resolve([...(input.files ?? [])]));
		input.addEventListener('cancel', () => resolve([]));
		input.click();
	});
}

/** Hands a text over as a file. */
export function saveText(name: string, text: string): void {
	saveBlob(name, new Blob([text], { type: 'text/markdown' }));
}

/** Whether a file is a recipe and not a source: recipes are Markdown with their own front matter. */
export async function isRecipe(file: File): Promise<boolean> {
	if (!/\.(md|markdown)$/i.test(file.name)) return false;
	return /^---\r?\n[\s\S]{0,400}?^lookdeeper:/m.test(await file.slice(0, 1024).text());
}
