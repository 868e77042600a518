import type { Value } from '#tables/value.ts';
import { literal } from './sql.ts';

/**
 * Both sides of a comparison of an expression with a value of a result. What crosses as a number or a moment is
 * compared as one; what crosses as text is that of `::VARCHAR`.
 * @param isMoment whether the value is microseconds since 1970 UTC
 */
export function comparedAs(
	side: string,
	isMoment: boolean,
	value: NonNullable<Value>
): [side: string, other: string] {
	if (typeof value === 'boolean') return [side, String(value)];
	if (typeof value === 'bigint')
		return [side, isMoment ? `make_timestamp(${value})` : String(value)];
	if (typeof value === 'number' && Number.isSafeInteger(value)) return [side, String(value)];
	// Of a FLOAT the digits that are shown are fewer than those that it has.
	if (typeof value === 'number')
		return [`${side}::VARCHAR::DOUBLE`, `${literal(String(value))}::DOUBLE`];
	return [`${side}::VARCHAR`, literal(value)];
}
