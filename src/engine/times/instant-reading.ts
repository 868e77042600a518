import {
	added,
	asSpan,
	called,
	cast,
	given,
	multiplied,
	spanOf,
	unit,
	type Sign,
	type TimeValue
} from './instants.ts';
import { literal } from '../sql/sql.ts';
import { split, type SqlToken } from '../sql/tokens.ts';

/** What a name of a column stands for; null for what is not known. */
export type Resolve = (name: readonly string[]) => TimeValue | null;

/** What an expression comes to, where it is all understood. */
export function valueOf(tokens: readonly SqlToken[], resolve: Resolve): TimeValue | null {
	return new Reading(tokens, resolve).whole();
}

/** Reads one expression from its tokens; what is not understood is null, and so is all that it is a part of. */
class Reading {
	readonly #tokens: readonly SqlToken[];
	readonly #resolve: Resolve;
	#at = 0;

	constructor(tokens: readonly SqlToken[], resolve: Resolve) {
		this.#tokens = tokens;
		this.#resolve = resolve;
	}

	/** Null where not all of it is understood: what is not is looked for no further. */
	whole(): TimeValue | null {
		const value = this.#sum();
		return this.#at === this.#tokens.length ? value : null;
	}

	#sum(): TimeValue | null {
		let value = this.#product();
		while (value !== null) {
			const sign = this.#sign('+', '-');
			if (sign === null) return value;
			const other = this.#product();
			value = other && added(value, sign as Sign, other);
		}
		return null;
	}

	#product(): TimeValue | null {
		let value = this.#factor();
		while (value !== null && this.#sign('*') !== null) {
			const other = this.#factor();
			value = other && multiplied(value, other);
		}
		return value;
	}

	#factor(): TimeValue | null {
		if (this.#tokens[this.#at]?.kind === '-') {
			this.#at++;
			const value = this.#factor();
			return value && multiplied({ kind: 'number', number: -1 }, value);
		}
		let value = this.#primary();
		while (value !== null && this.#sign('::') !== null) {
			const type = this.#next()?.word ?? '';
			value = cast(value, type);
		}
		return value;
	}

	#primary(): TimeValue | null {
		const token = this.#next();
		if (token === undefined) return null;
		if (token.kind === '(') return this.#inParentheses();
		if (token.kind === 'Number') return numberOf(token);
		if (token.kind === 'String') return textOf(token);
		if (token.word === null) return null;
		const next = this.#tokens[this.#at];
		if (token.word === 'interval') return this.#interval();
		if (next?.kind === 'String' && /^(timestamp|date|datetime)$/.test(token.word)) {
			const text = textOf(this.#next()!);
			return text && cast(text, token.word);
		}
		return next?.kind === '(' ? this.#call(token.word) : this.#column(token.word);
	}

	/** An expression, or a query that gives one value and no more than that. */
	#inParentheses(): TimeValue | null {
		const inside = this.#group();
		if (inside[0]?.word !== 'select') return valueOf(inside, this.#resolve);
		const { depth } = inside[0];
		const end = inside.findIndex((token) => token.depth === depth && token.word === 'from');
		return valueOf(inside.slice(1, end < 0 ? undefined : end), ownless(this.#resolve));
	}

	/** What stands in the parenthesis that was opened, which is passed over. */
	#group(): readonly SqlToken[] {
		const { depth } = this.#tokens[this.#at - 1]!;
		const from = this.#at;
		const close = this.#tokens.findIndex(
			(token, i) => i >= from && token.kind === ')' && token.depth === depth
		);
		this.#at = close < 0 ? this.#tokens.length : close + 1;
		return this.#tokens.slice(from, close < 0 ? undefined : close);
	}

	#interval(): TimeValue | null {
		const token = this.#next();
		const count = token?.kind === '(' ? this.#group() : token && this.#signed(token);
		const unitToken = this.#tokens[this.#at];
		const isUnit = unit.test(unitToken?.word ?? '');
		if (count === undefined) return null;
		const value = valueOf(count, this.#resolve);
		if (!isUnit) return value?.kind === 'text' ? asSpan(value) : null;
		this.#at++;
		const number = value?.kind === 'text' ? value.text.slice(1, -1).trim() : value;
		if (typeof number === 'string')
			return /^-?\d+$/.test(number) ? spanOf(unitText(number, unitToken!)) : null;
		return number?.kind === 'number' ? spanOf(unitText(String(number.number), unitToken!)) : null;
	}

	#signed(token: SqlToken): SqlToken[] {
		return token.kind === '-' ? [token, ...[this.#next() ?? []].flat()] : [token];
	}

	#column(first: string): TimeValue | null {
		const name = [first];
		while (this.#sign('.') !== null) name.push(this.#next()?.word ?? '');
		return this.#resolve(name);
	}

	#call(name: string): TimeValue | null {
		this.#at++;
		const inside = this.#group();
		if (name === 'getvariable') return this.#variable(inside);
		if (name === 'cast' || name === 'try_cast') return castIn(inside, this.#resolve);
		if (name === 'extract') return extracted(inside, this.#resolve);
		const given = split(inside, ({ kind }) => kind === ',');
		return called(
			name,
			given.map((each) => valueOf(each, this.#resolve))
		);
	}

	#variable([name, ...rest]: readonly SqlToken[]): TimeValue | null {
		if (name?.kind !== 'String' || rest.length > 0) return null;
		const variable = name.text.slice(1, -1);
		if (this.#sign('.') === null) return { kind: 'variable', name: variable };
		const part = this.#next()?.word;
		if (part !== 'from_ts' && part !== 'to_ts') return null;
		return given(variable, 'time range', `.${part}`);
	}

	#next(): SqlToken | undefined {
		return this.#tokens[this.#at++];
	}

	#sign(...kinds: string[]): string | null {
		const kind = this.#tokens[this.#at]?.kind;
		if (kind === undefined || !kinds.includes(kind)) return null;
		this.#at++;
		return kind;
	}
}

/** What names stand for where the time of no record is meant. */
export function ownless(resolve: Resolve): Resolve {
	return (name) => {
		const value = resolve(name);
		return value?.kind === 'own' ? null : value;
	};
}

function unitText(count: string, { text }: SqlToken): string {
	return `TRY_CAST(${literal(`${count} ${text}`)} AS INTERVAL)`;
}

function numberOf({ text }: SqlToken): TimeValue | null {
	const number = Number(text.replaceAll('_', ''));
	return Number.isFinite(number) ? { kind: 'number', number } : null;
}

function textOf({ text }: SqlToken): TimeValue | null {
	return text.startsWith("'") ? { kind: 'text', text } : null;
}

function castIn(inside: readonly SqlToken[], resolve: Resolve): TimeValue | null {
	const [of, type, ...rest] = split(inside, ({ word }) => word === 'as');
	const value = of && valueOf(of, resolve);
	return value && rest.length === 0 && type?.length === 1 ? cast(value, type[0]!.word ?? '') : null;
}

function extracted(inside: readonly SqlToken[], resolve: Resolve): TimeValue | null {
	const [part, of, ...rest] = split(inside, ({ word }) => word === 'from');
	if (rest.length > 0 || part?.length !== 1 || part[0]!.word !== 'epoch') return null;
	return called('epoch', [of === undefined ? null : valueOf(of, resolve)]);
}
