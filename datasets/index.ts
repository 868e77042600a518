import { Failure } from '#lib/failure.ts';
import type { Format } from './format.ts';

/** Every folder under `formats/` is a format; its `index.ts` exports it as default. */
const modules = import.meta.glob<{ default: Format }>('./formats/*/index.ts', { eager: true });

/** All formats, by name. */
export const formats: readonly Format[] = Object.values(modules)
	.map((module) => module.default)
	.sort((a, b) => (a.name < b.name ? -1 : 1));

/** The format of that name; a `usage` failure that lists the names where there is none. */
export function formatNamed(name: string): Format {
	const format = formats.find((candidate) => candidate.name === name);
	if (format !== undefined) return format;
	const known = formats.map((candidate) => candidate.name).join(', ');
	throw new Failure('usage', `format not known: ${name}; known are ${known}`);
}
