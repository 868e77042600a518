import {
	AsyncDuckDB,
	DuckDBAccessMode,
	VoidLogger,
	type AsyncDuckDBConnection
} from '@duckdb/duckdb-wasm';
import type { Schema } from 'apache-arrow';
import type { Batch } from '#tables/batch.ts';
import { ipcOf } from '#tables/ipc.ts';
import { Failure, isEngineLost, messageOf } from '#lib/failure.ts';
import { Ahead } from './ahead.ts';
import { plainWords } from './engine-words.ts';
import { InTurn } from '#lib/in-turn.ts';
import type { Connection, Engine, StoredIn, QueryOptions, Result } from './engine.ts';
import { lockdown, onDisk } from './settings.ts';
import { answered, type ArrowAnswer } from './wasm-answer.ts';
import { beginWorker, dismissWorker, takeWorker } from './wasm-begin.ts';
import { databaseFile, opened } from './wasm-disk.ts';
import { Life, type Spare } from './wasm-life.ts';

/**
 * DuckDB in a worker of the browser.
 * @param file name of the one that a database on disk is
 * @throws what the browser says where it cannot write to the file of a database on disk
 */
export async function openWasmEngine(place: StoredIn, file = databaseFile): Promise<Engine> {
	if (place === 'memory') return inMemory.take();
	inMemory.dismiss();
	return openEngine(place, file);
}

/** The empty database that takes the place of one in memory. */
const inMemory = new Ahead(() => openEngine('memory'));

/** What can be had ready to take a database's place: a file has to be let go of before another opens it. */
const spares: Record<StoredIn, Spare> = {
	memory: inMemory,
	disk: { begin: beginWorker, dismiss: dismissWorker }
};

async function openEngine(place: StoredIn, file = databaseFile): Promise<Engine> {
	const { worker, ready } = takeWorker();
	await ready;
	const db = new AsyncDuckDB(new VoidLogger(), worker);
	const life = new Life(worker, db, spares[place]);
	await life.race(db.instantiate(''));
	await life.race(openDatabase(db, place, file));
	const first = await life.race(db.connect());
	const settings = place === 'disk' ? [...onDisk, ...lockdown] : lockdown;
	await life.race(first.query(settings.join('; ')));
	const version = await life.race(db.getVersion());
	life.watch();
	return {
		version: `DuckDB ${version} (in the browser)`,
		connect: async () => new WasmConnection(await life.race(db.connect()), life),
		lost: life.lost,
		close: async () => {
			life.close();
			await db.terminate();
		}
	};
}

function openDatabase(db: AsyncDuckDB, place: StoredIn, file: string): Promise<void> {
	if (place === 'memory') return db.open({ path: ':memory:' });
	const accessMode = DuckDBAccessMode.READ_WRITE;
	return opened(() => db.open({ path: `opfs://${file}`, accessMode }));
}

/** WebAssembly traps leave the module in no state to go on from. */
const fatal =
	/^(?:RuntimeError: )?(?:memory access out of bounds|table index is out of bounds|unreachable)/;

class WasmConnection implements Connection {
	readonly #turns = new InTurn();
	readonly #connection: AsyncDuckDBConnection;
	readonly #life: Life;

	constructor(connection: AsyncDuckDBConnection, life: Life) {
		this.#connection = connection;
		this.#life = life;
	}

	/** DuckDB drops a pending statement of a connection when another comes. */
	query(sql: string, options: QueryOptions = {}): Promise<Result> {
		return this.#turns.run(() => this.#query(sql, options));
	}

	async #query(sql: string, options: QueryOptions): Promise<Result> {
		if (options.signal?.aborted) throw new Failure('cancelled', 'the query was cancelled');
		const ask = (text: string) => (options.brief === true ? this.#run(text) : this.#send(text));
		const asked = answered(sql, ask, options.large ? Infinity : undefined);
		const cancel = () => {
			this.#connection.cancelSent().catch(() => undefined);
			void this.#life.insistOn(asked);
		};
		options.signal?.addEventListener('abort', cancel);
		try {
			return await this.#life.race(asked);
		} catch (cause) {
			if (isEngineLost(cause)) throw cause;
			if (options.signal?.aborted) throw new Failure('cancelled', 'the query was cancelled');
			throw this.#failureOf(cause, sql);
		} finally {
			options.signal?.removeEventListener('abort', cancel);
		}
	}

	/** One message there and one back, where `#send` has at least three of each. */
	async #run(sql: string): Promise<ArrowAnswer> {
		return this.#connection.query(sql);
	}

	async #send(sql: string): Promise<ArrowAnswer> {
		const reader = await this.#connection.send(sql, true);
		await reader.open();
		return { schema: reader.schema as Schema | undefined, batches: reader };
	}

	append(table: string, batch: Batch): Promise<void> {
		return this.#turns.run(() => this.#append(table, batch));
	}

	async #append(table: string, batch: Batch): Promise<void> {
		const bytes = ipcOf(batch);
		this.#life.took(bytes.length);
		const insert = this.#connection.insertArrowFromIPCStream(bytes, { name: table, create: false });
		try {
			await this.#life.race(insert);
		} catch (cause) {
			throw this.#failureOf(cause, `append to ${table}`);
		}
	}

	async close(): Promise<void> {
		await this.#life.race(this.#connection.close());
	}

	#failureOf(cause: unknown, sql: string): Failure {
		if (cause instanceof Failure) return cause;
		const message = messageOf(cause);
		if (fatal.test(message)) {
			this.#life.end(message);
			return new Failure('engine lost', message, { cause, place: sql });
		}
		return new Failure('query failed', plainWords(message), { cause, place: sql });
	}
}
