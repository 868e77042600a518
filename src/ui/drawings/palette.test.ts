import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { absentColour, otherColour, palette } from './palette.ts';

const tokens = readFileSync(join(import.meta.dirname, '../tokens.css'), 'utf8');

/** The grounds of a theme, as the page has them. */
function grounds(theme: 0 | 1): string[] {
	return ['ground', 'raised'].map((name) => {
		const found = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens);
		return found![theme + 1]!;
	});
}

function luminance(colour: string): number {
	const [r, g, b] = [1, 3, 5]
		.map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
	const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
	return (light! + 0.05) / (dark! + 0.05);
}

it.each([
	['light', 0],
	['dark', 1]
] as const)('every colour of a series can be told from the grounds of the %s theme', (_, theme) => {
	for (const colour of [...palette, otherColour, absentColour])
		for (const ground of grounds(theme))
			expect(
				contrast(colour[theme], ground),
				`${colour[theme]} on ${ground}`
			).toBeGreaterThanOrEqual(3);
});

it('the name at the end of a line can be read in the colour of the line', () => {
	for (const theme of [0, 1] as const)
		for (const colour of [...palette, otherColour])
			expect(contrast(colour[theme], grounds(theme)[0]!), colour[theme]).toBeGreaterThanOrEqual(
				4.5
			);
});
