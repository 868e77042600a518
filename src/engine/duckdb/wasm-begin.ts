export interface Begun {
	worker: Worker;
	/** Resolves once the worker listens; rejects where it fails before. */
	ready: Promise<void>;
}

/** What the page tells a worker first: the module that an earlier one compiled; null for the first. */
export type GivenModule = WebAssembly.Module | null;

let begun: Begun | null = null;
/** Compiled code is shared by whoever has the module, so that to keep it costs nothing while a worker runs. */
let compiled: GivenModule = null;

/**
 * Starts the database's worker, whose module takes seconds to compile, before it is needed: where the rest of the
 * page is not there yet, or a database may have to be replaced. The first `takeWorker` takes it.
 */
export function beginWorker(): void {
	begun ??= newWorker();
}

/** The worker that was begun is not needed. */
export function dismissWorker(): void {
	begun?.worker.terminate();
	begun = null;
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
	worker.postMessage(compiled);
	const ready = new Promise<void>((resolve, reject) => {
		const listens = ({ data }: MessageEvent<WebAssembly.Module>) => {
			compiled = data;
			resolve();
		};
		worker.addEventListener('message', listens, { once: true });
		worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
	});
	// Whoever takes the worker hears of a failure; until then it must not go astray.
	ready.catch(() => undefined);
	return { worker, ready };
}
