import { Failure, messageOf } from '#lib/failure.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { heldLines } from '../../framing/held-lines.ts';
import { auditIn, auditTime } from '../../policy/audited.ts';
import { incompleteNote, policyRows, type Action } from '../../policy/rows.ts';
import { takeMembers, type Table } from './addresses.ts';
import { readRule, unknownRule, type PfRule } from './rule.ts';
import { resolve, type Item } from './ruleset.ts';
import { Statements, type Statement } from './statements.ts';
import { Macros, TokenStream, tokensOf } from './tokens.ts';

/** Statements that are kept until the end; more than any firewall has. */
const MOST_ITEMS = 200_000;

/** Doubts that are told by their words. */
const MOST_TOLD = 20;

const isRule = /^(?:pass|block)\b/;
const isDecision = /^(?:rdr pass|pass|block)\b/;
const macro = /^([A-Za-z_][\w-]*)\s*=\s*([^]*)$/;
/** How `pfctl -vv` numbers rules, and what it counts of them. */
const number = /^@\d+(?:\(\d+\))?\s+/;
const counted = /^\[ /;

interface Other {
	shape: RegExp;
	reason: string;
	mayDecide: boolean;
}

/** What is no filter rule, and whether it may decide about packets all the same. */
const others: readonly Other[] = [
	other(/^match\b/, 'match decides nothing', false),
	other(/^(?:scrub|no scrub)\b/, 'scrub puts packets in order, and decides nothing', false),
	other(/^rdr pass\b/, 'a translation, which passes what it translates', true),
	other(/^(?:no )?(?:nat|rdr|binat)\b/, 'a translation, which decides nothing', false),
	other(/^(?:nat|rdr|binat)-anchor\b/, 'translations of an anchor stand elsewhere', true),
	other(/^load anchor\b/, 'says where the rules of an anchor stand, which stands itself', false),
	other(/^anchor\b/, 'rules of an anchor stand elsewhere', true),
	other(/^include\b/, 'rules of another file', true),
	other(/^antispoof\b/, 'antispoof asks for the addresses of an interface', true)
];

function other(shape: RegExp, reason: string, mayDecide: boolean): Other {
	return { shape, reason, mayDecide };
}

/** Reads pf.conf, and what `pfctl -s rules` says. Filter rules are records, and what may be taken for one. */
export function configReader(sink: Sink): RecordReader {
	const config = new Config(sink);
	const statements = new Statements((statement) => config.statement(statement));
	return heldLines({
		line: (text, place) => statements.line(text, place),
		end() {
			statements.end();
			config.end();
		}
	});
}

class Config {
	readonly #sink: Sink;
	readonly #macros = new Macros();
	readonly #tables = new Map<string, Table>();
	readonly #skipped = new Set<string>();
	readonly #items: Item[] = [];
	#blockAction: Action = 'drop';
	/** Names of the anchors whose braces are open. */
	#anchors: string[] = [];
	#audited: number | bigint | null = null;
	#overflown = false;

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	statement(statement: Statement): void {
		const { comment, problem } = statement;
		const text = statement.text.replace(number, '');
		if (problem !== null) return this.#refuse(statement, `${problem}: ${text.slice(0, 80)}`, true);
		if (text === '') return this.#comment(comment);
		if (/^\}/.test(text)) return void this.#anchors.pop();
		try {
			this.#read(text, statement);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			if (isDecision.test(text)) this.#stand(statement, messageOf(error));
			else this.#refuse(statement, messageOf(error), true);
		}
	}

	#read(text: string, statement: Statement): void {
		const value = macro.exec(text);
		if (value !== null) return this.#macros.define(value[1]!, value[2]!);
		if (counted.test(text)) return;
		const [anchor] = this.#anchors.slice(-1);
		if (anchor !== undefined)
			this.#refuse(statement, `within an anchor: ${anchor.slice(0, 80)}`, false);
		if (/^anchor\b[^]*\{$/.test(text)) this.#anchors.push(text.slice(0, -1).trim());
		if (anchor !== undefined) return;
		if (isRule.test(text)) return this.#rule(text, statement);
		const other = others.find(({ shape }) => shape.test(text));
		const reason = `${other?.reason}: ${text.slice(0, 80)}`;
		if (text.startsWith('rdr pass')) return this.#redirect(text, statement, reason);
		if (other?.mayDecide)
			return this.#stand(
				statement,
				reason,
				text.startsWith('antispoof') ? { direction: 'in' } : {}
			);
		if (other !== undefined) return this.#refuse(statement, reason, false);
		if (/^table\b/.test(text)) return this.#table(text);
		if (/^set\b/.test(text)) return this.#setting(text);
		if (/^(?:queue|altq|timeout|limit)\b/.test(text)) return;
		this.#refuse(statement, `not a rule of pf: ${text.slice(0, 80)}`, true);
	}

	#rule(text: string, { offset, length, comment }: Statement): void {
		const stream = new TokenStream(this.#macros.expand(tokensOf(text)));
		const rule = readRule(stream, { tables: this.#tables, blockAction: this.#blockAction });
		for (const word of rule.translations)
			this.#sink.note(
				`${word} changes addresses: the row says which packets the rule is about before`
			);
		this.#keep({ offset, length, rule, comment, rows: [], reason: null, mayDecide: false });
	}

	/** A table that cannot be read makes the rules that ask for it unreadable, and is no record. */
	#table(text: string): void {
		const stream = new TokenStream(this.#macros.expand(tokensOf(text)));
		stream.take();
		const name = stream.take().text;
		const table: Table = { ranges: [], problem: null, isConst: false };
		this.#tables.set(name, table);
		let members = 0;
		try {
			while (!stream.isEnd) {
				if (stream.takes('file'))
					throw new Failure('record not readable', 'a table that is filled from a file');
				if (stream.takes('const')) table.isConst = true;
				else if (stream.token?.text === '{') {
					table.ranges = [...table.ranges, ...takeMembers(stream)];
					members++;
				} else stream.take();
			}
			if (members === 0) table.problem = 'a table that is filled while pf runs';
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			table.problem = `a table with more than literal addresses (${messageOf(error)})`;
		}
	}

	#setting(text: string): void {
		const stream = new TokenStream(this.#macros.expand(tokensOf(text)));
		stream.take();
		if (stream.takes('block-policy'))
			this.#blockAction = stream.takes('return') ? 'reject' : 'drop';
		if (!stream.takes('skip') || !stream.takes('on')) return;
		for (const { text: name } of stream.list(() => stream.take())) this.#skipped.add(name);
	}

	#comment(comment: string | null): void {
		const audit = comment === null ? null : auditIn(comment);
		if (audit !== null) this.#audited ??= auditTime(this.#sink, audit);
	}

	/** What may decide before all rules do, narrowed to what is known of it. */
	#stand(
		{ offset, length, comment }: Statement,
		problem: string,
		known: Partial<PfRule> = {}
	): void {
		const rule = { ...unknownRule(problem), ...known };
		this.#keep({ offset, length, rule, comment, rows: [], reason: null, mayDecide: false });
	}

	/** A translation that passes asks for packets as a rule does. */
	#redirect(text: string, statement: Statement, problem: string): void {
		const asked = text.replace(/^rdr /, '').replace(/->[^]*$/, '');
		const stream = new TokenStream(this.#macros.expand(tokensOf(asked)));
		const { interfaces, matches } = readRule(stream, {
			tables: this.#tables,
			blockAction: this.#blockAction
		});
		this.#stand(statement, problem, { interfaces, matches });
	}

	#refuse({ offset, length, comment }: Statement, reason: string, mayDecide: boolean): void {
		this.#keep({ offset, length, rule: null, comment, rows: [], reason, mayDecide });
	}

	/** Where there are too many, what is there is read, so that memory is bounded; the rest is rejected. */
	#keep(item: Item): void {
		if (this.#items.length < MOST_ITEMS) return void this.#items.push(item);
		if (!this.#overflown) this.#emit();
		this.#overflown = true;
		this.#sink.begin(item.offset, item.length);
		this.#sink.reject(`more than ${MOST_ITEMS} statements in one file`);
		this.#sink.settle();
	}

	end(): void {
		if (!this.#overflown) this.#emit();
	}

	#emit(): void {
		resolve(this.#items, this.#sink.settings.host, this.#skipped);
		this.#explain();
		const commit = policyRows(this.#sink);
		const facts = { auditedAt: this.#audited, any: 'any' };
		for (const { offset, length, rows, reason } of this.#items) {
			this.#sink.begin(offset, length);
			for (const row of rows) commit(row, facts);
			if (rows.length === 0) this.#sink.reject(reason!);
			this.#sink.settle();
		}
	}

	#explain(): void {
		if (this.#items.some(({ mayDecide }) => mayDecide)) this.#sink.note(incompleteNote);
		const doubts = this.#items.flatMap(({ rule, rows }) =>
			rows.length > 0 ? (rule?.problem ?? []) : []
		);
		for (const doubt of [...new Set(doubts)].slice(0, MOST_TOLD))
			this.#sink.note(`not wholly understood, so that the rule says unknown: ${doubt}`);
		if ([...this.#tables.values()].some(({ isConst, problem }) => !isConst && problem === null))
			this.#sink.note('tables that are not constant may have other members while pf runs');
		const names = this.#items.flatMap(({ rule }) =>
			(rule?.interfaces ?? []).map(({ name }) => name)
		);
		for (const name of new Set(names.filter((one) => /\D$/.test(one) && one !== 'lo')))
			this.#sink.note(
				`${name.slice(0, 40)} may be a group of interfaces: its rules stand by themselves`
			);
	}
}
