import type { Engine } from '#engine/engine.ts';
import { schemaStatements } from '#engine/schema.ts';
import { messageOf } from '#lib/failure.ts';
import { marks } from './marks.ts';
import type { EngineState } from './workbench.ts';

/** Keeps the database running: opens it with the event tables in it, and says when it is lost. */
export class EngineRoom {
	#state = $state.raw<EngineState>({ state: 'starting', version: null, reason: null });
	readonly #open: () => Promise<Engine>;
	readonly #onlost: (reason: string) => void;

	/** @param onlost is told why a database is gone, with all that it held */
	constructor(open: () => Promise<Engine>, onlost: (reason: string) => void) {
		this.#open = open;
		this.#onlost = onlost;
	}

	get state(): EngineState {
		return this.#state;
	}

	/** An empty database. The state follows it until it is lost or fails. */
	start(): Promise<Engine> {
		const engine = this.#open().then(prepared);
		engine.then(
			(ready) => {
				this.#state = { state: 'ready', version: ready.version, reason: null };
				performance.mark(marks.engine);
				void ready.lost.then((reason) => {
					this.#state = { state: 'lost', version: null, reason };
					this.#onlost(reason);
				});
			},
			(error: unknown) => {
				this.#state = { state: 'failed', version: null, reason: messageOf(error) };
			}
		);
		return engine;
	}
}

async function prepared(engine: Engine): Promise<Engine> {
	const connection = await engine.connect();
	await connection.query(schemaStatements().join(';\n'));
	await connection.close();
	return engine;
}
