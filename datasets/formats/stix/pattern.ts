import { unreadable } from '#lib/unreadable.ts';
import { tokensOf, type PatternToken } from './pattern-tokens.ts';

/** What a pattern asks of one observation. */
export type PatternCondition =
	| { kind: 'comparison'; path: string; operator: string; values: string[]; text: string }
	| { kind: 'and' | 'or'; of: PatternCondition[]; text: string };

const MOST_DEPTH = 64;

/**
 * Reads a pattern (STIX 2.1, part 9) whose observations are alternatives of each other. Throws `record not
 * readable` where several observations must come together or in an order, and where it is no pattern.
 */
export function readPattern(pattern: string): PatternCondition {
	return new PatternParser(pattern).read();
}

class PatternParser {
	readonly #pattern: string;
	readonly #tokens: PatternToken[];
	#at = 0;
	#depth = 0;

	constructor(pattern: string) {
		this.#pattern = pattern;
		this.#tokens = tokensOf(pattern);
	}

	read(): PatternCondition {
		const condition = this.#alternatives(() => this.#observation());
		if (this.#at < this.#tokens.length) throw this.#puzzled();
		return condition;
	}

	#observation(): PatternCondition {
		if (this.#takes('('))
			return this.#within(')', () => this.#alternatives(() => this.#observation()));
		this.#expect('[');
		return this.#within(']', () => this.#conditions());
	}

	#conditions(): PatternCondition {
		return this.#alternatives(() => this.#chain('AND', 'and', () => this.#comparison()));
	}

	#alternatives(read: () => PatternCondition): PatternCondition {
		return this.#chain('OR', 'or', read);
	}

	/** What `read` reads, again behind each of the words between. */
	#chain(word: string, kind: 'and' | 'or', read: () => PatternCondition): PatternCondition {
		const start = this.#at;
		const of = [read()];
		while (this.#takes(word)) of.push(read());
		return of.length === 1 ? of[0]! : { kind, of, text: this.#textFrom(start) };
	}

	#comparison(): PatternCondition {
		if (this.#takes('(')) return this.#within(')', () => this.#conditions());
		const start = this.#at;
		const exists = this.#takes('EXISTS');
		const path = this.#next('path').text;
		if (exists) return this.#compared(start, path, 'EXISTS', []);
		const not = this.#takes('NOT') ? 'NOT ' : '';
		const operator = this.#tokens[this.#at];
		if (operator?.kind !== 'mark' && operator?.kind !== 'word') throw this.#puzzled();
		this.#at++;
		return this.#compared(start, path, not + operator.text, this.#values());
	}

	#compared(start: number, path: string, operator: string, values: string[]): PatternCondition {
		return { kind: 'comparison', path, operator, values, text: this.#textFrom(start) };
	}

	/** One value, or those of a set in parentheses. */
	#values(): string[] {
		if (!this.#takes('(')) return [this.#value()];
		const values: string[] = [];
		do values.push(this.#value());
		while (this.#takes(','));
		this.#expect(')');
		return values;
	}

	#value(): string {
		const token = this.#tokens[this.#at];
		if (token?.kind !== 'string' && token?.kind !== 'constant') throw this.#puzzled();
		this.#at++;
		return token.text;
	}

	#within(close: string, read: () => PatternCondition): PatternCondition {
		if (++this.#depth > MOST_DEPTH) throw unreadable('pattern nested too deep', this.#pattern);
		const condition = read();
		this.#expect(close);
		this.#depth--;
		return condition;
	}

	#takes(text: string): boolean {
		const token = this.#tokens[this.#at];
		if (token === undefined || token.text !== text) return false;
		if (token.kind !== 'mark' && token.kind !== 'word') return false;
		this.#at++;
		return true;
	}

	#expect(mark: string): void {
		if (!this.#takes(mark)) throw this.#puzzled();
	}

	#next(kind: PatternToken['kind']): PatternToken {
		const token = this.#tokens[this.#at];
		if (token?.kind !== kind) throw this.#puzzled();
		this.#at++;
		return token;
	}

	#textFrom(start: number): string {
		return this.#pattern.slice(this.#tokens[start]!.start, this.#tokens[this.#at - 1]!.end);
	}

	#puzzled(): Error {
		const token = this.#tokens[this.#at];
		const where =
			token === undefined
				? 'at its end'
				: `at ${this.#pattern.slice(token.start, token.start + 20)}`;
		return unreadable(`pattern not understood ${where}`, this.#pattern);
	}
}
