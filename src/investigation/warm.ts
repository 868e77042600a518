/**
 * What took less than so many milliseconds is asked once more, to know what it costs: the first time counts what the
 * engine does once only, as to read a file's header, to load a function or to find out that a statement is brief, and
 * the first path would be billed for it. What took longer is not asked again: there it is little, and a second time
 * would cost somebody the wait.
 */
const BRIEF = 250;

/** Milliseconds of some work once it is warm. @throws whatever the work throws */
export async function warmMs(work: () => Promise<unknown>, first: number): Promise<number> {
	if (first >= BRIEF) return first;
	return elapsed(work);
}

/** Milliseconds of some work. @throws whatever the work throws */
export async function elapsed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}
