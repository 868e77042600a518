import type { Connection, Engine } from '#engine/duckdb/engine.ts';

/** To the database at hand, of an engine that is perhaps still starting. */
export class DataConnections {
	#opened!: Promise<{ load: Connection; ask: Connection }>;

	/** What is asked or read meanwhile waits for it. */
	attach(engine: Promise<Engine>): void {
		this.#opened = engine.then(async (ready) => ({
			load: await ready.connect(),
			ask: await ready.connect()
		}));
		this.#opened.catch(() => undefined);
	}

	/** For imports alone: a transaction is open on it while a source is read. */
	readonly load = async (): Promise<Connection> => (await this.#opened).load;

	/** For what the page asks meanwhile. */
	readonly ask = async (): Promise<Connection> => (await this.#opened).ask;

	/** Makes sure that what was read is still there should the page end now; of a database on disk. */
	async checkpoint(): Promise<void> {
		await (await this.load()).query('CHECKPOINT');
	}
}
