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
