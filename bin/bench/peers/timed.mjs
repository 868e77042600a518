/** Milliseconds of each brush, until what it changes stands in the document. */
export async function timed(brushes, move) {
	const times = [];
	for (const brush of brushes) {
		const began = performance.now();
		await move(brush);
		times.push(performance.now() - began);
	}
	return times;
}
