import type { Component } from 'svelte';
import { Coming } from './coming.svelte.ts';
import LatePart from './LatePart.svelte';

/** Whatever their props are. */
type AnyProps = Record<string, never>;

const all: Coming<AnyProps>[] = [];

/**
 * A component that the page has not got before it is to be shown.
 * @param load brings it
 */
export function late<Props extends object>(
	load: () => Promise<{ default: Component<Props> }>
): Component<Props> {
	const coming = new Coming(load) as unknown as Coming<AnyProps>;
	all.push(coming);
	return (internals, props) => LatePart(internals, { coming, props: props as AnyProps });
}

/** Brings all of them, one after the other. @throws what stands in the way of one */
export async function bringAll(): Promise<void> {
	for (const coming of all) await coming.bring();
}

/**
 * Brings all of them while there is nothing else to do: a page that is here works without the server that it came
 * from. What does not come is asked for again where it is to be shown.
 */
export async function bringWhenIdle(): Promise<void> {
	for (const coming of all) {
		await idle();
		await coming.bring().catch(() => undefined);
	}
}

function idle(): Promise<unknown> {
	return new Promise((resolve) =>
		'requestIdleCallback' in globalThis ? requestIdleCallback(resolve) : setTimeout(resolve, 200)
	);
}
