import type { CellKind } from './cell.ts';

/** Every folder here is a cell kind; its `index.ts` exports it as default. */
const modules = import.meta.glob<{ default: CellKind }>('./*/index.ts', { eager: true });

/** All cell kinds, by name. */
export const cellKinds: readonly CellKind[] = Object.values(modules)
	.map((module) => module.default)
	.sort((a, b) => (a.name < b.name ? -1 : 1));

/** The kind of that name, or null. */
export function cellKindNamed(name: string): CellKind | null {
	return cellKinds.find((kind) => kind.name === name) ?? null;
}
