import { Failure, messageOf } from '#lib/failure.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { heldLines, type RecordPlace } from '../../framing/held-lines.ts';
import { auditIn, auditTime } from '../../policy/audited.ts';
import { RowBudget } from '../../policy/budget.ts';
import { incompleteNote, policyRows } from '../../policy/rows.ts';
import type { Chain, Item } from '../../policy/walk.ts';
import { Blocks, type Block } from './blocks.ts';
import { Tables, type Table } from './tables.ts';
import { policyAction, resolve } from './ruleset.ts';
import type { Token } from './tokens.ts';

/** Statements that are kept until the end; more than any host has. */
const MOST_ITEMS = 200_000;

/** What a file of commands has in front of tables, and a table in front of its chains. */
const commands = /^(?:flush|define|delete|destroy)$/;
const settings = /^(?:comment|flags)$/;

/** Reads what `nft list ruleset` writes. A record is a rule, or what a base chain does with the rest. */
export function rulesetReader(sink: Sink): RecordReader {
	const ruleset = new Ruleset(sink);
	const blocks = new Blocks({
		open: (within) => ruleset.open(within),
		statement: (tokens, place, within) => ruleset.statement(tokens, place, within),
		refused: (place, reason) => ruleset.refuse(place, reason)
	});
	return heldLines({
		line(text, place) {
			if (text?.startsWith('#')) return ruleset.comment(text.slice(1));
			blocks.line(text, place);
		},
		end() {
			blocks.end();
			if (blocks.isOpen) sink.note('a block is not closed: rules may be missing');
			ruleset.end();
		}
	});
}

class Ruleset {
	readonly #sink: Sink;
	readonly #tables = new Tables();
	readonly #items: Item[] = [];
	#table: Table | null = null;
	#chain: Chain | null = null;
	/** The statement that makes the chain at hand a base chain, until its policy comes. */
	#base: Item | null = null;
	#audited: number | bigint | null = null;
	#overflown = false;

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	comment(text: string): void {
		const audit = auditIn(text);
		if (audit !== null) this.#audited ??= auditTime(this.#sink, audit);
	}

	open(within: readonly Block[]): void {
		const { words } = within.at(-1)!;
		this.#base = null;
		if (within.length === 1) this.#table = this.#tables.declare(words);
		this.#chain =
			within.length > 1 && words[0] === 'chain' ? this.#table!.chain(words[1] ?? '') : null;
		if (words[0] === 'set' || words[0] === 'map') this.#table?.declareSet(words[1] ?? '');
	}

	statement(tokens: readonly Token[], place: RecordPlace, within: readonly Block[]): void {
		const words = tokens.map(({ text }) => text);
		const inner = within.at(-1)?.words[0] ?? '';
		if (inner === 'chain' && this.#chain !== null) return this.#inChain(tokens, words, place);
		if ((inner === 'set' || inner === 'map') && this.#table !== null)
			return this.#table.addToSet(within.at(-1)!.words[1] ?? '', tokens);
		const isSetting = (within.length === 0 ? commands : settings).test(words[0]!);
		if (within.length > 1 || (inner !== 'chain' && isSetting)) return;
		this.refuse(place, `not a line of nft list ruleset: ${words.join(' ').slice(0, 80)}`);
	}

	#inChain(tokens: readonly Token[], words: readonly string[], place: RecordPlace): void {
		const [first, second] = words;
		if (first === 'type' && words.includes('hook')) return this.#begin(words, place);
		if (first === 'policy') return this.#policy(second ?? '', place);
		if (first === 'comment' || first === 'devices' || first === 'flags') return;
		const item = this.#keep(place, null);
		if (item === null) return;
		item.step = this.#table!.rule(tokens);
		this.#chain!.items.push(item);
	}

	/** A base chain accepts what it does not decide about, unless its policy says otherwise. */
	#begin(words: readonly string[], place: RecordPlace): void {
		const item = this.#keep(place, null);
		if (item === null) return;
		this.#base = item;
		this.#chain!.policy = { action: 'allow', item };
		const [type, hook] = [words[1] ?? '', words[words.indexOf('hook') + 1] ?? ''];
		this.#table!.bind(this.#chain!, type, hook);
	}

	#policy(word: string, place: RecordPlace): void {
		const action = policyAction(word);
		if (this.#base === null) return this.refuse(place, 'a policy of a chain that has no hook');
		if (action === null) this.#base.reason = `policy not understood: ${word.slice(0, 80)}`;
		if (action === null) this.#chain!.policy = null;
		else this.#chain!.policy = { action, item: this.#base };
		if (this.#items.at(-1) === this.#base)
			this.#base.length = place.offset + place.length - this.#base.offset;
	}

	refuse(place: RecordPlace, reason: string): void {
		this.#keep(place, reason);
	}

	/** Where there are too many, what is there is read, so that memory is bounded; the rest is rejected. */
	#keep({ offset, length }: RecordPlace, reason: string | null): Item | null {
		const item: Item = { offset, length, step: null, rows: [], reason, followed: false };
		if (this.#items.length < MOST_ITEMS) {
			this.#items.push(item);
			return item;
		}
		if (!this.#overflown) this.#emit();
		this.#overflown = true;
		this.#sink.begin(offset, length);
		this.#sink.reject(`more than ${MOST_ITEMS} rules in one file`);
		this.#sink.settle();
		return null;
	}

	end(): void {
		if (!this.#overflown) this.#emit();
	}

	#emit(): void {
		const { notes, incomplete } = resolve(this.#tables.bases, this.#sink.settings.host);
		this.#tables.explain();
		const refused = this.#items.some(
			({ step, reason }) => step === null && reason?.startsWith('a line')
		);
		if (incomplete || refused || this.#tables.incomplete) this.#sink.note(incompleteNote);
		for (const note of [...notes, ...this.#tables.notes]) this.#sink.note(note);
		const write = policyRows(this.#sink);
		const budget = new RowBudget();
		for (const item of this.#items) this.#record(item, write, budget);
	}

	#record(item: Item, write: ReturnType<typeof policyRows>, budget: RowBudget): void {
		const { offset, length, step, rows, followed } = item;
		if (rows.length === 0 && step?.loopback === true)
			return this.#sink.note('rules about the loopback interface were left out');
		if (rows.length === 0 && followed)
			return this.#sink.note(
				'jumps were followed: the rules of the chain stand where packets meet them'
			);
		this.#sink.begin(offset, length);
		try {
			budget.take(
				rows.map(({ match }) => match),
				1
			);
			for (const row of rows) write(row, { auditedAt: this.#audited, any: 'any' });
			if (rows.length === 0)
				this.#sink.reject(item.reason ?? 'no packet has what the rule asks for');
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			this.#sink.reject(messageOf(error));
		}
		this.#sink.settle();
	}
}
