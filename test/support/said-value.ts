import { momentValue } from '#engine/duckdb/plain-values.ts';

/** Whether a value of a result, in a column of that type, says what DuckDB's own text says. */
export function isSaid(value: unknown, text: unknown, type: string): boolean {
	if (value === null || text === null) return value === text;
	if (type === 'timestamp' && typeof value === 'bigint') return value === momentOf(String(text));
	if (typeof value === 'number') return Object.is(value, Number(text));
	return String(value) === text;
}

function momentOf(text: string): unknown {
	const [, date, clock, fraction = ''] = /^([\d-]+) ([\d:]+)(?:\.(\d+))?$/.exec(text)!;
	const millis = Date.parse(`${date}T${clock}Z`);
	return momentValue(BigInt(millis) * 1000n + BigInt(fraction.padEnd(6, '0')));
}
