import type { Attachment } from 'svelte/attachments';

/**
 * Opens and closes a `details` whenever the answer of `isOpen` becomes another one, and leaves it as the reader has
 * it in between. Svelte sets a bound `open` again whenever anything beside it changes, which closes what was opened.
 */
export function opensWhen(isOpen: () => boolean): Attachment<HTMLDetailsElement> {
	let was: boolean | null = null;
	return (details) => {
		const is = isOpen();
		if (is !== was) details.open = is;
		was = is;
	};
}
