import { Failure, messageOf } from '#lib/failure.ts';
import { unreadable } from '#lib/unreadable.ts';
import type { Action } from '../../rows/policy/rows.ts';
import { takeMembers, type PfTable } from './addresses.ts';
import { readRule, type PfRule } from './rule.ts';
import { Macros, TokenStream, tokensOf } from './tokens.ts';

const macro = /^([A-Za-z_][\w-]*)\s*=\s*([^]*)$/;
const isTable = /^table\b/;
/** Which table it is, where the rest of it may not be read. */
const tableName = /^table\s*<([^>]*)>/;
const isDefinition = /^(?:table\b|[A-Za-z_][\w-]*\s*=)/;

/** Whether it says of rules which packets they are about; where it cannot be read, they cannot. */
export function isDefined(text: string): boolean {
	return isDefinition.test(text);
}

/** What rules are read by: macros, tables and options, as they stand in front of each. */
export class PfDefinitions {
	readonly #macros = new Macros();
	readonly #tables = new Map<string, PfTable>();
	readonly #skipped = new Set<string>();
	#blockAction: Action = 'drop';

	/** Interfaces whose packets pf does not look at. */
	get skipped(): ReadonlySet<string> {
		return this.#skipped;
	}

	/** True where a table that rules were read by may have other members while pf runs. */
	get mayChange(): boolean {
		return [...this.#tables.values()].some(({ isConst, problem }) => !isConst && problem === null);
	}

	/** Takes a macro; false where the statement is none. Throws where its value cannot be read. */
	takeMacro(text: string): boolean {
		const parts = macro.exec(text);
		if (parts !== null) this.#macros.define(parts[1]!, parts[2]!);
		return parts !== null;
	}

	/** Takes a table or an option; false where the statement is neither. Throws where it cannot be read. */
	take(text: string): boolean {
		if (isTable.test(text)) this.#table(this.#stream(text));
		else if (/^set\b/.test(text)) this.#option(this.#stream(text));
		else return false;
		return true;
	}

	/** Of a statement that cannot be read, the rules that ask for what it would define cannot be read either. */
	takeUnread(text: string, problem: string): void {
		const table = tableName.exec(text)?.[1];
		if (table !== undefined) this.#tables.set(table, { ranges: [], problem, isConst: false });
	}

	/** Throws `record not readable` where what stands in the rule is not understood, or not defined so far. */
	rule(text: string): PfRule {
		return readRule(this.#stream(text), { tables: this.#tables, blockAction: this.#blockAction });
	}

	#stream(text: string): TokenStream {
		return new TokenStream(this.#macros.expand(tokensOf(text)));
	}

	/** A table that cannot be read makes the rules that ask for it unreadable, and is no record. */
	#table(stream: TokenStream): void {
		stream.take();
		const name = stream.take().text;
		const table: PfTable = { ranges: [], problem: null, isConst: false };
		this.#tables.set(name, table);
		try {
			fill(table, stream);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			table.problem = `a table with more than literal addresses (${messageOf(error)})`;
		}
	}

	#option(stream: TokenStream): void {
		stream.take();
		if (stream.takes('block-policy'))
			this.#blockAction = stream.takes('return') ? 'reject' : 'drop';
		if (!stream.takes('skip') || !stream.takes('on')) return;
		for (const { text: name } of stream.list(() => stream.take())) this.#skipped.add(name);
	}
}

function fill(table: PfTable, stream: TokenStream): void {
	let isTold = false;
	while (!stream.isEnd) {
		if (stream.takes('file')) throw unreadable('a table that is filled from a file');
		if (stream.takes('const')) table.isConst = true;
		else if (stream.token?.text === '{') {
			table.ranges = [...table.ranges, ...takeMembers(stream)];
			isTold = true;
		} else stream.take();
	}
	if (!isTold) table.problem = 'a table that is filled while pf runs';
}
