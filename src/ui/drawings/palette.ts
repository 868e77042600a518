/**
 * Colours of series, for the light and the dark theme: each meets 3 : 1 on the page's grounds, and neighbours can be told apart
 * by lightness too.
 */
export const palette: readonly (readonly [light: string, dark: string])[] = [
	['#1d5bb8', '#82b4ff'],
	['#c25400', '#ffab5e'],
	['#00806a', '#3fc9a2'],
	['#8b3fb0', '#d3a2ff'],
	['#b3285f', '#ff8fb0'],
	['#6f6d00', '#d8d25a'],
	['#3a6f8a', '#8fd0e8']
];

export const otherColour = ['#6b747d', '#9aa4ad'] as const;
export const absentColour = ['#858d96', '#79828b'] as const;

/** The colours as custom properties of an element. */
export const paletteStyle = [
	...palette.map((colour, i) => [String(i), colour] as const),
	['other', otherColour] as const,
	['absent', absentColour] as const
]
	.map(([name, [light, dark]]) => `--series-${name}: light-dark(${light}, ${dark})`)
	.join(';');
