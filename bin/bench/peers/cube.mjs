import { PARTS } from './views.mjs';

/** Of each view but the first, how many rows have a part of it in front of a part of the first. */
export async function cubesOf([brushed, ...others], numbers) {
	const cubes = new Map();
	for (const { name, part } of others) {
		const sql = `SELECT ${part} AS part, ${brushed.part} AS at, count(*) AS n FROM sessions GROUP BY 1, 2`;
		const cube = new Float64Array(PARTS * (PARTS + 1));
		for (const [own, at, n] of await numbers(sql)) cube[own * (PARTS + 1) + at + 1] = n;
		for (let i = 1; i < cube.length; i++) if (i % (PARTS + 1) !== 0) cube[i] += cube[i - 1];
		cubes.set(name, cube);
	}
	return cubes;
}

/** Rows of each part of a view, of a span of the first. */
export function linesOf(cube, { from, to }) {
	return Float64Array.from(
		{ length: PARTS },
		(_, part) => cube[part * (PARTS + 1) + to] - cube[part * (PARTS + 1) + from]
	);
}

/** A brush of two places from 0 to 1 as parts, those that it touches. */
export function spanOf([from, to], parts) {
	return { from: Math.floor(from * parts), to: Math.ceil(to * parts) };
}
