import { perStatement } from './tokens.ts';

/** A place where a statement asks for a variable. */
export interface VariableCall {
	/** As it is written; null where no name in plain quotes stands there alone. */
	name: string | null;
	/** Offset into the statement. */
	from: number;
}

/** Where a statement asks for variables, in its order. */
export const variableCallsIn = perStatement((tokens): readonly VariableCall[] =>
	tokens.flatMap(({ word, from }, at) => {
		const [open, argument, close] = tokens.slice(at + 1, at + 4);
		if (word !== 'getvariable' || open?.kind !== '(') return [];
		const [, name] = close?.kind === ')' ? (/^'([^']+)'$/.exec(argument!.text) ?? []) : [];
		return [{ name: name ?? null, from: (name === undefined ? null : argument!.from) ?? from }];
	})
);
