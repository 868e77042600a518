import { Failure, messageOf } from '#lib/failure.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { heldLines } from '../../records/lines/held-lines.ts';
import { auditIn, auditTime } from '../../rows/policy/audited.ts';
import { Doubts } from '../../rows/policy/doubts.ts';
import { policyRows } from '../../rows/policy/rows.ts';
import { isDefined, PfDefinitions } from './definitions.ts';
import { otherStatement, type OtherStatement } from './others.ts';
import { unknownRule, type PfRule } from './rule.ts';
import { resolve, type PfItem } from './ruleset.ts';
import { Statements, type Statement } from './statements.ts';

/** Statements that are kept until the end; more than any firewall has. */
const MOST_ITEMS = 200_000;

const isRule = /^(?:pass|block)\b/;
/** How `pfctl -vv` numbers rules, and what it counts of them. */
const number = /^@\d+(?:\(\d+\))?\s+/;
const counted = /^\[ /;

/** Reads pf.conf, and what `pfctl -s rules` says. Filter rules are records, and what may be taken for one. */
export function configReader(sink: Sink): RecordReader {
	const config = new Config(sink);
	const statements = new Statements((statement) => config.statement(statement));
	return heldLines({
		line: (text, place) => statements.line(text, place),
		long: (head, place) => statements.long(head, place),
		end() {
			statements.end();
			config.end();
		}
	});
}

class Config {
	readonly #sink: Sink;
	readonly #commit: ReturnType<typeof policyRows>;
	readonly #definitions = new PfDefinitions();
	readonly #items: PfItem[] = [];
	/** Names of the anchors whose braces are open. */
	#anchors: string[] = [];
	#audited: number | bigint | null = null;
	#overflown = false;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#commit = policyRows(sink);
	}

	statement(statement: Statement): void {
		const { comment, problem } = statement;
		const text = statement.text.replace(number, '');
		if (problem !== null) return this.#unread(text, statement, `${problem}: ${text.slice(0, 80)}`);
		if (text === '') return this.#comment(comment);
		if (/^\}/.test(text)) return void this.#anchors.pop();
		try {
			this.#read(text, statement);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			this.#unread(text, statement, messageOf(error));
		}
	}

	/** A statement that is not understood may be a rule, but where it begins as what is none. */
	#unread(text: string, statement: Statement, problem: string): void {
		this.#definitions.takeUnread(text, problem);
		const other = otherStatement(text);
		const isIdle = other !== null && other.asked === undefined;
		const isNone = this.#anchors.length > 0 || isDefined(text) || isIdle;
		if (isNone) this.#refuse(statement, problem);
		else this.#stand(statement, problem, isRule.test(text) ? this.#known(text) : {});
	}

	/** What is understood of a rule that is cut. */
	#known(text: string): Partial<PfRule> {
		try {
			const { direction, interfaces, matches } = this.#definitions.rule(text);
			return { direction, interfaces, matches };
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			return {};
		}
	}

	#read(text: string, statement: Statement): void {
		if (this.#definitions.takeMacro(text)) return;
		if (counted.test(text)) return;
		const [anchor] = this.#anchors.slice(-1);
		if (anchor !== undefined) this.#refuse(statement, `within an anchor: ${anchor.slice(0, 80)}`);
		if (/^anchor\b[^]*\{$/.test(text)) this.#anchors.push(text.slice(0, -1).trim());
		if (anchor !== undefined) return;
		if (isRule.test(text)) return this.#rule(text, statement);
		const other = otherStatement(text);
		if (other !== null) return this.#other(other, text, statement);
		if (this.#definitions.take(text)) return;
		if (/^(?:queue|altq|timeout|limit)\b/.test(text)) return;
		this.#unread(text, statement, `not a rule of pf: ${text.slice(0, 80)}`);
	}

	#rule(text: string, { offset, length, comment }: Statement): void {
		const rule = this.#definitions.rule(text);
		for (const word of rule.translations)
			this.#sink.note(
				`${word} changes addresses: the row says which packets the rule is about before`
			);
		this.#keep({ offset, length, rule, comment, rows: [], reason: null });
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
		this.#keep({ offset, length, rule, comment, rows: [], reason: null });
	}

	/** What decides nothing is no record. Of packets that it may decide about, no rule behind it tells. */
	#other({ what, asked }: OtherStatement, text: string, statement: Statement): void {
		if (asked === undefined) return this.#sink.note(what);
		const { direction, interfaces, matches } = this.#definitions.rule(asked(text));
		this.#stand(statement, `${what}: ${text.slice(0, 80)}`, { direction, interfaces, matches });
	}

	#refuse({ offset, length, comment }: Statement, reason: string): void {
		this.#keep({ offset, length, rule: null, comment, rows: [], reason });
	}

	/**
	 * Where there are too many, what is there is read, so that memory is bounded. The rest is rejected, but that one rule
	 * stands for all of it, and says unknown.
	 */
	#keep(item: PfItem): void {
		if (this.#items.length < MOST_ITEMS) return void this.#items.push(item);
		const problem = `more than ${MOST_ITEMS} statements in one file`;
		if (this.#overflown) return this.#write({ ...item, rows: [], reason: problem });
		this.#items.push({ ...item, rule: unknownRule(problem), rows: [], reason: null });
		this.#emit();
		this.#overflown = true;
	}

	end(): void {
		if (!this.#overflown) this.#emit();
	}

	#emit(): void {
		resolve(this.#items, this.#sink.settings.host, this.#definitions.skipped);
		this.#explain();
		for (const item of this.#items) this.#write(item);
	}

	/** A record with its rows, or with the reason why there are none. */
	#write({ offset, length, rows, reason }: PfItem): void {
		const facts = { auditedAt: this.#audited, any: 'any' };
		this.#sink.begin(offset, length);
		for (const row of rows) this.#commit(row, facts);
		if (rows.length === 0) this.#sink.reject(reason!);
		this.#sink.settle();
	}

	#explain(): void {
		const doubts = new Doubts(this.#sink);
		for (const { rule, rows } of this.#items)
			if (rule !== null && rule.problem !== null && rows.length > 0) doubts.tell(rule.problem);
		if (this.#definitions.mayChange)
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
