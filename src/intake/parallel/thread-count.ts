/** More would wait for the database, which has one thread. */
const MOST_THREADS = 8;

/**
 * Threads that read the parts of a source. The database has a thread and so has the page; both wait a good deal
 * for the readers where there are few.
 */
export function threadCount(): number {
	return Math.min(MOST_THREADS, Math.max(2, navigator.hardwareConcurrency - 1));
}
