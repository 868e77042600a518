import { tick } from 'svelte';

/** What an item stands in on the page; null where it is not drawn. */
export function elementOf(at: number): HTMLElement | null {
	return document.querySelector<HTMLElement>(`[data-item-at="${at}"]`);
}

/** What puts something in at a place among the units. */
export function lineAt(place: number): HTMLElement | null {
	return document.querySelector<HTMLElement>(`[data-line-at="${place}"]`);
}

/** Puts the focus on an item, and that in sight, once it is drawn. */
export async function focusItem(at: number): Promise<void> {
	await tick();
	const element = elementOf(at);
	element?.focus({ preventScroll: true });
	element?.scrollIntoView({ block: 'nearest' });
}
