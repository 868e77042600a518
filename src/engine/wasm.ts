import {
	AsyncDuckDB,
	DuckDBAccessMode,
	VoidLogger,
	type AsyncDuckDBConnection
} from '@duckdb/duckdb-wasm';
import type { Schema } from 'apache-arrow';
import type { Batch } from '#arrow/batch.ts';
import { ipcOf } from '#arrow/ipc.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { plainWords } from './engine-words.ts';
import { InTurn } from '#lib/in-turn.ts';
import type { Connection, Engine, Place, QueryOptions, Result } from './engine.ts';
import { lockdown, onDisk } from './settings.ts';
import { answered, type ArrowAnswer } from './wasm-answer.ts';
import { takeWorker } from './wasm-begin.ts';
import { databaseFile, opened } from './wasm-disk.ts';

/**
 * How often the worker is asked for a sign of life, and how long it may leave the question open, in
 * milliseconds: a statement at work may hold it up, an idle worker has no excuse.
 */
const HEARTBEAT = { every: 2_000, idle: 10_000, working: 30_000 };

/**
 * DuckDB in a worker of the browser.
 * @throws what the browser says where it cannot write to the file of a database on disk
 */
export async function openWasmEngine(place: Place): Promise<Engine> {
	const { worker, ready } = takeWorker();
	await ready;
	const db = new AsyncDuckDB(new VoidLogger(), worker);
	const life = new Life(worker, db);
	await life.race(db.instantiate(''));
	await life.race(openDatabase(db, place));
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
			life.end('the engine was closed');
			await db.terminate();
		}
	};
}

function openDatabase(db: AsyncDuckDB, place: Place): Promise<void> {
	if (place === 'memory') return db.open({ path: ':memory:' });
	const accessMode = DuckDBAccessMode.READ_WRITE;
	return opened(() => db.open({ path: `opfs://${databaseFile}`, accessMode }));
}

/** Notices that the worker is gone: nothing else would ever settle the promises that wait for it. */
class Life {
	readonly lost: Promise<string>;
	#end!: (reason: string) => void;
	#over = false;
	#working = 0;
	readonly #worker: Worker;
	readonly #db: AsyncDuckDB;

	constructor(worker: Worker, db: AsyncDuckDB) {
		this.#worker = worker;
		this.#db = db;
		this.lost = new Promise((resolve) => (this.#end = resolve));
		worker.addEventListener('error', (event) => this.end(event.message || 'the worker failed'));
	}

	end(reason: string): void {
		this.#over = true;
		this.#end(reason);
	}

	/** The outcome of `work`, or `engine lost` where the engine ends first. */
	async race<T>(work: Promise<T>): Promise<T> {
		this.#working++;
		work.catch(() => undefined).finally(() => this.#working--);
		const lost = this.lost.then((reason) => {
			throw new Failure('engine lost', reason);
		});
		return Promise.race([work, lost]);
	}

	/** Asks the worker for a sign of life until it ends. */
	watch(): void {
		const beat = async () => {
			if (this.#over) return;
			const answer = this.#db.getVersion().then(() => true);
			const silence = new Promise<false>((resolve) =>
				setTimeout(() => resolve(false), this.#working > 0 ? HEARTBEAT.working : HEARTBEAT.idle)
			);
			if (!(await Promise.race([answer, silence]))) {
				this.#worker.terminate();
				this.end('the worker stopped answering');
			}
			setTimeout(beat, HEARTBEAT.every);
		};
		setTimeout(beat, HEARTBEAT.every);
	}
}

/** WebAssembly traps leave the module in no state to go on from. */
const fatal = /memory access out of bounds|table index is out of bounds|unreachable|RuntimeError/;

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
		const cancel = () => void this.#connection.cancelSent();
		options.signal?.addEventListener('abort', cancel);
		try {
			const ask = (text: string) => (options.brief === true ? this.#run(text) : this.#send(text));
			return await this.#life.race(answered(sql, ask, options.large ? Infinity : undefined));
		} catch (cause) {
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
		const insert = this.#connection.insertArrowFromIPCStream(ipcOf(batch), {
			name: table,
			create: false
		});
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
		if (fatal.test(message)) this.#life.end(message);
		return new Failure('query failed', plainWords(message), { cause, place: sql });
	}
}
