import type { Component } from 'svelte';
import type { CellKind, Role } from './cell.ts';
import type { ShownByRole } from './shown.ts';

/** The `View.svelte` of every cell kind; it takes what its role is shown with. */
const modules = import.meta.glob<{ default: Component<ShownByRole[Role]> }>('./*/View.svelte', {
	eager: true
});

/** The view of a kind. @throws where the kind's folder holds none, which the contract suite finds. */
export function viewOf<R extends Role>(kind: CellKind & { role: R }): Component<ShownByRole[R]> {
	const module = modules[`./${kind.name}/View.svelte`];
	if (module === undefined) throw new TypeError(`no view: ${kind.name}`);
	return module.default as unknown as Component<ShownByRole[R]>;
}

/** Whether a kind has that role, known to the types. */
export function hasRole<R extends Role>(kind: CellKind, role: R): kind is CellKind & { role: R } {
	return kind.role === role;
}
