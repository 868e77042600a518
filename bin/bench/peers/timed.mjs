/** The brush that is drawn first: what the others follow from may be made with it. */
export const FIRST = [0.1, 0.2];

/** Milliseconds of the first brush, and of each behind it, until what it changes stands in the document. */
export async function timed(brushes, move) {
	const times = [];
	for (const brush of [FIRST, ...brushes]) {
		const began = performance.now();
		await move(brush);
		times.push(performance.now() - began);
	}
	return { built: times[0], times: times.slice(1) };
}
