interface Modal {
	/** What has the focus at first, as a selector; where nothing fits, what stands first. */
	first: string;
	/** What has the focus afterwards. */
	back: Element | null;
	/** Asked for by Escape, and by a press on the backdrop. */
	onclose: () => void;
}

/**
 * Opens a dialog above the page. Its content fills it, so that a press on the dialog itself can only be on its
 * backdrop.
 * @returns what closes it again
 */
export function openModal(dialog: HTMLDialogElement, { first, back, onclose }: Modal): () => void {
	const heard = new AbortController();
	const { signal } = heard;
	const cancelled = (event: Event) => {
		event.preventDefault();
		onclose();
	};
	const pressed = (event: Event) => {
		if (event.target === dialog) onclose();
	};
	dialog.addEventListener('cancel', cancelled, { signal });
	dialog.addEventListener('mousedown', pressed, { signal });
	dialog.showModal();
	dialog.querySelector<HTMLElement>(first)?.focus();
	return () => {
		heard.abort();
		dialog.close();
		if (back instanceof HTMLElement) back.focus();
	};
}
