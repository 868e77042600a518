import type { Place } from '../place.ts';

/** Every folder here is a place; its `index.ts` exports it as default. */
const modules = import.meta.glob<{ default: Place }>('./*/index.ts', { eager: true });

/** All places of the page, in the order of the rail. */
export const places: readonly Place[] = Object.values(modules)
	.map((module) => module.default)
	.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
