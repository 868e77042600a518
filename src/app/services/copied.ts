/**
 * Copies a text.
 * @param what what the text is, without an article
 * @param instead what to do where the browser refuses; empty where there is nothing
 * @returns what became of it, as a sentence
 */
export async function copied(text: string, what: string, instead = ''): Promise<string> {
	try {
		await navigator.clipboard.writeText(text);
		return `The ${what} is copied.`;
	} catch {
		return `The browser does not let the ${what} be copied${instead === '' ? '' : `; ${instead}`}.`;
	}
}
