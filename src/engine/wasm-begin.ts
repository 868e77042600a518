/** What the database's worker posts once it listens. */
export const READY = 'ready';

export interface Begun {
	worker: Worker;
	/** Resolves once the worker listens; rejects where it fails before. */
	ready: Promise<void>;
}

let begun: Begun | null = null;

/**
 * Starts the database's worker, whose module takes seconds to compile, before the rest of the page is there.
 * The first `takeWorker` takes it.
 */
export function beginWorker(): void {
	begun = newWorker();
}

/** The worker that was begun, or a new one. */
export function takeWorker(): Begun {
	const taken = begun ?? newWorker();
	begun = null;
	return taken;
}

function newWorker(): Begun {
	const worker = new Worker(new URL('./wasm-worker.ts', import.meta.url), {
		type: 'module',
		name: 'duckdb'
	});
	const ready = new Promise<void>((resolve, reject) => {
		worker.addEventListener('message', () => resolve(), { once: true });
		worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
	});
	// Whoever takes the worker hears of a failure; until then it must not go astray.
	ready.catch(() => undefined);
	return { worker, ready };
}
