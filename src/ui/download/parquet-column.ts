import type { SchemaElement } from 'hyparquet-writer';
import type { Value } from '#tables/value.ts';
import { Failure } from '#lib/failure.ts';

/** How a column stands in a Parquet file. */
export interface ParquetColumn {
	element: Omit<SchemaElement, 'name'>;
	/** A value of a result as the writer takes it. @throws `file not written` where the file cannot hold it */
	written(value: NonNullable<Value>): unknown;
}

/** Digits that a whole number of a Parquet file has at most. */
const MOST_DIGITS = 38;
const MILLIS_OF_DAY = 86_400_000;

const text: ParquetColumn = {
	element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
	written: String
};
const small: ParquetColumn = { element: { type: 'INT32' }, written: Number };
const whole: ParquetColumn = {
	element: { type: 'INT64' },
	written: (value) => BigInt(value)
};

const columns: Readonly<Record<string, ParquetColumn>> = {
	BOOLEAN: { element: { type: 'BOOLEAN' }, written: (value) => value },
	TINYINT: small,
	SMALLINT: small,
	INTEGER: small,
	UTINYINT: small,
	USMALLINT: small,
	UINTEGER: whole,
	BIGINT: whole,
	UBIGINT: decimal(20, 0),
	HUGEINT: decimal(MOST_DIGITS, 0),
	UHUGEINT: decimal(MOST_DIGITS, 0),
	FLOAT: { element: { type: 'FLOAT' }, written: numberOf },
	DOUBLE: { element: { type: 'DOUBLE' }, written: numberOf },
	DATE: { element: { type: 'INT32', converted_type: 'DATE' }, written: dayOf },
	TIMESTAMP: moment(false),
	'TIMESTAMP WITH TIME ZONE': moment(true)
};

/**
 * How a column of a type of the database stands in a Parquet file: numbers, moments, days and truths as what they
 * are, all else (lists, structs, intervals, blobs) as the text that the database itself writes, and reads again.
 */
export function parquetColumn(type: string): ParquetColumn {
	const digits = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type);
	if (digits !== null) return decimal(Number(digits[1]), Number(digits[2]));
	return columns[type] ?? text;
}

/** Exact: the digits without the point, as one whole number. */
function decimal(precision: number, scale: number): ParquetColumn {
	return {
		element: {
			type: 'FIXED_LEN_BYTE_ARRAY',
			type_length: 16,
			converted_type: 'DECIMAL',
			precision,
			scale
		},
		written(value) {
			const [before = '', after = ''] = String(value).split('.');
			const digits = before + after.padEnd(scale, '0');
			if (digits.replace(/^-?0*/, '').length > precision) throw notHeld(value);
			return BigInt(digits);
		}
	};
}

function moment(isAdjustedToUTC: boolean): ParquetColumn {
	return {
		element: {
			type: 'INT64',
			logical_type: { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MICROS' }
		},
		written(value) {
			if (typeof value !== 'bigint') throw notHeld(value);
			return value;
		}
	};
}

/** `nan`, `inf` and `-inf` cross as text. */
function numberOf(value: NonNullable<Value>): number {
	if (typeof value === 'number') return value;
	const odd = { nan: NaN, inf: Infinity, '-inf': -Infinity }[String(value)];
	return odd ?? Number(value);
}

function dayOf(value: NonNullable<Value>): number {
	const millis = /^\d{4}-\d\d-\d\d$/.test(String(value)) ? Date.parse(`${value}T00:00:00Z`) : NaN;
	if (Number.isNaN(millis)) throw notHeld(value);
	return millis / MILLIS_OF_DAY;
}

function notHeld(value: NonNullable<Value>): Failure {
	return new Failure(
		'file not written',
		`no such value can stand in the file, take CSV or JSON: ${value}`
	);
}
