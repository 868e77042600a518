import axe from 'axe-core';
import { flushSync, mount, tick, unmount, type Component } from 'svelte';
import { expect } from 'vitest';

const shown: Record<string, unknown>[] = [];

/** Takes off the page whatever a test put there; there may be no page at all. */
export async function clearPage(): Promise<void> {
	for (const component of shown.splice(0)) await unmount(component);
	globalThis.document?.body.replaceChildren();
}

/** Puts a component on the page, from which it is taken off after the test. */
export function show<Props extends Record<string, unknown>>(
	component: Component<Props>,
	props: Props
): HTMLElement {
	const target = document.createElement('div');
	document.body.append(target);
	shown.push(mount(component, { target, props }));
	flushSync();
	return target;
}

/** Waits until what was asked for has come and is drawn. */
export async function settled(): Promise<void> {
	for (let i = 0; i < 5; i++) await tick();
	await new Promise((resolve) => setTimeout(resolve, 0));
	flushSync();
}

/** Text as it reads, with white space folded. */
export function textOf(element: Element | null): string {
	return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The first element of a role (or tag) whose name or text holds the words. @throws where there is none. */
export function find(root: ParentNode, selector: string, words = ''): HTMLElement {
	const all = [...root.querySelectorAll<HTMLElement>(selector)];
	const found = all.find((each) =>
		`${each.getAttribute('aria-label') ?? ''} ${textOf(each)}`.includes(words)
	);
	if (found === undefined)
		throw new Error(`not found: ${selector} with “${words}” among ${all.map(textOf).join(' | ')}`);
	return found;
}

export function click(root: ParentNode, selector: string, words = ''): void {
	find(root, selector, words).click();
	flushSync();
}

export function press(element: Element, key: string, options: KeyboardEventInit = {}): void {
	element.dispatchEvent(
		new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options })
	);
	flushSync();
}

/** Roles, names and structure; colours need a real browser. */
export async function expectAccessible(root: Element): Promise<void> {
	const { violations } = await axe.run(root, {
		resultTypes: ['violations'],
		rules: { 'color-contrast': { enabled: false }, region: { enabled: false } }
	});
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
	).toEqual([]);
}
