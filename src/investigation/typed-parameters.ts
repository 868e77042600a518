import type { Parameter } from '#cells/parameter.ts';
import { tokensOf } from '#engine/sql/tokens.ts';
import { parameterSqlTypes } from './parameters.ts';

/** A statement in which parameters stand as what has their type, and where that is in what was written. */
export interface TypedStatement {
	sql: string;
	/** The offset into what was written, of one into the statement. */
	writtenAt(offset: number): number;
}

/**
 * A statement that means the same wherever nobody has set its parameters: each stands in it as a null of its type.
 * What is no parameter stays as it is.
 */
export function withTypedParameters(sql: string, parameters: readonly Parameter[]): TypedStatement {
	const types = new Map(parameters.map(({ name, type }) => [`'${name}'`, parameterSqlTypes[type]]));
	const tokens = tokensOf(sql);
	const pieces: { from: number; to: number; text: string }[] = [];
	tokens.forEach(({ word, from }, at) => {
		const [open, name, close] = tokens.slice(at + 1, at + 4);
		const type = types.get(name?.text ?? '');
		if (word !== 'getvariable' || open?.kind !== '(' || close?.kind !== ')') return;
		if (type !== undefined) pieces.push({ from, to: close.to, text: `CAST(NULL AS ${type})` });
	});
	let [typed, done] = ['', 0];
	const ends: { at: number; written: number }[] = [{ at: 0, written: 0 }];
	for (const { from, to, text } of pieces) {
		typed += sql.slice(done, from);
		ends.push({ at: typed.length, written: from });
		typed += text;
		ends.push({ at: typed.length, written: to });
		done = to;
	}
	const writtenAt = (offset: number) => {
		const nearest = ends.findLastIndex(({ at }) => at <= offset);
		// Every second one begins a parameter, of which all stands where it begins.
		const { at, written } = ends[nearest]!;
		return nearest % 2 === 1 ? written : written + offset - at;
	};
	return { sql: typed + sql.slice(done), writtenAt };
}
