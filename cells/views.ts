import type { Component } from 'svelte';
import type { CellKind } from './cell.ts';
import type { Viewed } from './shown.ts';

/** The `View.svelte` of every cell kind. */
const modules = import.meta.glob<{ default: Component<Viewed> }>('./*/View.svelte', {
	eager: true
});

/** The view of a kind. @throws where the kind's folder holds none, which the contract suite finds. */
export function viewOf({ name }: CellKind): Component<Viewed> {
	const module = modules[`./${name}/View.svelte`];
	if (module === undefined) throw new TypeError(`no view: ${name}`);
	return module.default;
}
