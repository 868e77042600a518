import {
	DuckDBInstance,
	DuckDBTypeId,
	type DuckDBAppender,
	type DuckDBConnection,
	type DuckDBDecimalValue,
	type DuckDBResultReader,
	type DuckDBType,
	type DuckDBValue
} from '@duckdb/node-api';
import type { Batch } from '#tables/batch.ts';
import type { ColumnData } from '#tables/column.ts';
import { isNull, valueAt, type Value } from '#tables/value.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { InTurn } from '#lib/in-turn.ts';
import { asText, isPlain, named, type GivenColumn } from './as-text.ts';
import { plainWords } from './engine-words.ts';
import type { Connection, Engine, QueryOptions, Result, ResultType } from './engine.ts';
import { dateText, decimalText, floatValue, momentValue } from './plain-values.ts';
import { inProgram, lockdown } from './settings.ts';

/**
 * DuckDB inside Node, for the command line and for tests that bind SQL.
 * @param threads for many rows; about a single alert two take longer than one, since its statements are planned by one
 *     and have little to share
 */
export async function openNativeEngine(threads = 1): Promise<Engine> {
	const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
	const first = await instance.connect();
	for (const statement of [...inProgram, ...lockdown]) await first.run(statement);
	const version = await first.runAndReadAll('SELECT version()');
	return {
		version: `DuckDB ${String(version.getRows()[0]![0])} (native)`,
		connect: async () => new NativeConnection(await instance.connect()),
		lost: new Promise(() => undefined),
		close: async () => {
			first.closeSync();
			instance.closeSync();
		}
	};
}

class NativeConnection implements Connection {
	readonly #turns = new InTurn();
	readonly #connection: DuckDBConnection;

	constructor(connection: DuckDBConnection) {
		this.#connection = connection;
	}

	query(sql: string, options: QueryOptions = {}): Promise<Result> {
		return this.#turns.run(() => this.#query(sql, options));
	}

	async #query(sql: string, options: QueryOptions): Promise<Result> {
		const interrupt = () => this.#connection.interrupt();
		if (options.signal?.aborted) throw new Failure('cancelled', 'the query was cancelled');
		options.signal?.addEventListener('abort', interrupt);
		try {
			return await this.#read(sql);
		} catch (cause) {
			if (options.signal?.aborted) throw new Failure('cancelled', 'the query was cancelled');
			throw new Failure('query failed', plainWords(messageOf(cause)), { cause, place: sql });
		} finally {
			options.signal?.removeEventListener('abort', interrupt);
		}
	}

	async #read(sql: string): Promise<Result> {
		const reader = await this.#connection.runAndReadAll(sql);
		const columns = columnsOf(reader);
		const text = isPlain(columns) ? null : asText(sql, columns);
		if (text !== null) return named(await this.#read(text), columns);
		const types = reader.columnTypes();
		return {
			columns: columns.map(({ name, type }) => ({ name, type: type ?? 'text' })),
			rows: reader.getRows().map((row) => row.map((value, i) => valueOf(value, types[i]!)))
		};
	}

	async append(table: string, batch: Batch): Promise<void> {
		const appender = await this.#connection.createAppender(table);
		const writers = batch.columns.map((column) => appendOf[column.type]);
		for (let row = 0; row < batch.rows; row++) {
			batch.columns.forEach((column, i) => {
				if (isNull(column, row)) appender.appendNull();
				else writers[i]!(appender, column, row);
			});
			appender.endRow();
		}
		appender.closeSync();
	}

	async close(): Promise<void> {
		this.#connection.closeSync();
	}
}

type Append = (appender: DuckDBAppender, column: ColumnData, row: number) => void;

const appendOf: Record<ColumnData['type'], Append> = {
	text: (appender, column, row) => appender.appendVarchar(valueAt(column, row) as string),
	int32: (appender, column, row) => appender.appendInteger(valueAt(column, row) as number),
	int64: (appender, column, row) => appender.appendBigInt(valueAt(column, row) as bigint),
	float64: (appender, column, row) => appender.appendDouble(valueAt(column, row) as number),
	boolean: (appender, column, row) => appender.appendBoolean(valueAt(column, row) as boolean),
	timestamp: (appender, column, row) =>
		appender.appendTimestamp({ micros: valueAt(column, row) as bigint } as never)
};

const plain: Readonly<Partial<Record<DuckDBTypeId, ResultType>>> = {
	[DuckDBTypeId.SQLNULL]: 'number',
	[DuckDBTypeId.BOOLEAN]: 'boolean',
	[DuckDBTypeId.TINYINT]: 'number',
	[DuckDBTypeId.SMALLINT]: 'number',
	[DuckDBTypeId.INTEGER]: 'number',
	[DuckDBTypeId.BIGINT]: 'number',
	[DuckDBTypeId.UTINYINT]: 'number',
	[DuckDBTypeId.USMALLINT]: 'number',
	[DuckDBTypeId.UINTEGER]: 'number',
	[DuckDBTypeId.UBIGINT]: 'number',
	[DuckDBTypeId.HUGEINT]: 'number',
	[DuckDBTypeId.UHUGEINT]: 'number',
	[DuckDBTypeId.FLOAT]: 'number',
	[DuckDBTypeId.DOUBLE]: 'number',
	[DuckDBTypeId.DECIMAL]: 'number',
	[DuckDBTypeId.VARCHAR]: 'text',
	[DuckDBTypeId.DATE]: 'text',
	[DuckDBTypeId.TIMESTAMP]: 'timestamp'
};

function columnsOf(reader: DuckDBResultReader): GivenColumn[] {
	const types = reader.columnTypes();
	return reader.columnNames().map((name, i) => ({ name, type: plain[types[i]!.typeId] ?? null }));
}

function valueOf(value: DuckDBValue, type: DuckDBType): Value {
	if (value === null) return null;
	switch (type.typeId) {
		case DuckDBTypeId.TIMESTAMP:
			return momentValue((value as { micros: bigint }).micros);
		case DuckDBTypeId.DATE:
			return dateText((value as { days: number }).days);
		case DuckDBTypeId.DECIMAL:
			return decimalOf(value as DuckDBDecimalValue);
		case DuckDBTypeId.FLOAT:
		case DuckDBTypeId.DOUBLE:
			return floatValue(value as number, type.typeId === DuckDBTypeId.FLOAT);
		default:
			return typeof value === 'object' ? String(value) : value;
	}
}

function decimalOf({ value, width, scale }: DuckDBDecimalValue): Value {
	return scale === 0 ? value : decimalText(value, { width, scale });
}
