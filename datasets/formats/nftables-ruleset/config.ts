import type { RecordReader, Sink } from '../../format.ts';
import { heldLines, type RecordBytes } from '../../records/lines/held-lines.ts';
import { auditIn, auditTime } from '../../rows/policy/audited.ts';
import { ownOf } from '../../rows/policy/own.ts';
import { placeRules } from '../../rows/policy/place.ts';
import { itemAt, type Base, type Chain, type Item } from '../../rows/policy/ruleset.ts';
import { noteDoubts, writeItems } from '../../rows/policy/write.ts';
import { pointOf, policyAction, withoutChain } from './bases.ts';
import { Blocks, type NftBlock } from './blocks.ts';
import { Tables, type NftTable } from './tables.ts';
import type { NftToken } from './tokens.ts';

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
		unread: (place, reason, within) => ruleset.unread(place, reason, within)
	});
	return heldLines({
		line(text, place) {
			if (text.startsWith('#')) return ruleset.comment(text.slice(1));
			blocks.line(text, place);
		},
		long(head, place) {
			if (!head.startsWith('#')) blocks.long(place);
		},
		end() {
			blocks.end();
			ruleset.end(!blocks.isOpen);
		}
	});
}

class Ruleset {
	readonly #sink: Sink;
	readonly #tables = new Tables();
	readonly #items: Item[] = [];
	#table: NftTable | null = null;
	#chain: Chain | null = null;
	/** The statement that makes the chain at hand a base chain, until its policy comes. */
	#base: { item: Item; base: Base | null } | null = null;
	#audited: number | bigint | null = null;
	/** True where there may be chains and rules that were not read. */
	#isCut = false;
	#overflown = false;

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	comment(text: string): void {
		const audit = auditIn(text);
		if (audit !== null) this.#audited ??= auditTime(this.#sink, audit);
	}

	open(within: readonly NftBlock[]): void {
		const { words } = within.at(-1)!;
		this.#base = null;
		if (within.length === 1) this.#table = this.#tables.declare(words);
		this.#chain =
			within.length > 1 && words[0] === 'chain' ? this.#table!.chain(words[1] ?? '') : null;
		if (words[0] === 'set' || words[0] === 'map') this.#table?.declareSet(words[1] ?? '');
	}

	statement(tokens: readonly NftToken[], place: RecordBytes, within: readonly NftBlock[]): void {
		const words = tokens.map(({ text }) => text);
		const inner = within.at(-1)?.words[0] ?? '';
		if (inner === 'chain' && this.#chain !== null) return this.#inChain(tokens, words, place);
		if ((inner === 'set' || inner === 'map') && this.#table !== null)
			return this.#table.addToSet(within.at(-1)!.words[1] ?? '', tokens);
		const isSetting = (within.length === 0 ? commands : settings).test(words[0]!);
		if (within.length > 1 || (inner !== 'chain' && isSetting)) return;
		this.refuse(place, `not a line of nft list ruleset: ${words.join(' ').slice(0, 80)}`);
	}

	#inChain(tokens: readonly NftToken[], words: readonly string[], place: RecordBytes): void {
		const [first, second] = words;
		if (first === 'type' && words.includes('hook')) return this.#begin(words, place);
		if (first === 'policy') return this.#policy(second ?? '', place);
		if (first === 'comment' || first === 'devices' || first === 'flags') return;
		const item = this.#keep(place);
		if (item !== null) this.#table!.rule(this.#chain!, tokens, item);
	}

	/** A base chain accepts what it does not decide about, unless its policy says otherwise. */
	#begin(words: readonly string[], place: RecordBytes): void {
		const item = this.#keep(place);
		if (item === null) return;
		this.#base = { item, base: this.#table!.bind(this.#chain!, pointOf(words), item) };
	}

	#policy(word: string, place: RecordBytes): void {
		if (this.#base === null) return this.refuse(place, 'a policy of a chain that has no hook');
		const { item, base } = this.#base;
		const action = policyAction(word);
		if (action === null && base !== null)
			this.#sink.note(`policy not understood, so it is unknown: ${word.slice(0, 80)}`);
		if (base !== null) base.policy = action ?? 'unknown';
		if (this.#items.at(-1) === item) item.length = place.offset + place.length - item.offset;
	}

	/** A statement that cannot be read: a rule, elements of a set, or whatever else stands outside of both. */
	unread(place: RecordBytes, problem: string, within: readonly NftBlock[]): void {
		const item = this.#keep(place);
		const { words = [] } = within.at(-1) ?? {};
		const [kind, name = ''] = words;
		if (item !== null) item.reason = problem;
		if (kind === 'set' || kind === 'map') this.#table?.doubtSet(name, problem);
		else if (kind !== 'chain' || this.#chain === null) this.#isCut = true;
		else if (item !== null) this.#doubt(item, problem);
	}

	#doubt(item: Item, problem: string): void {
		item.reason = null;
		this.#table!.unreadRule(this.#chain!, problem, item);
	}

	refuse(place: RecordBytes, reason: string): void {
		const item = this.#keep(place);
		if (item !== null) item.reason = reason;
	}

	/** Where there are too many, what is there is read, so that memory is bounded; the rest is rejected. */
	#keep({ offset, length }: RecordBytes): Item | null {
		if (this.#items.length < MOST_ITEMS) {
			const item = itemAt({ offset, length });
			this.#items.push(item);
			return item;
		}
		if (!this.#overflown) this.#emit(false);
		this.#overflown = true;
		this.#sink.begin(offset, length);
		this.#sink.reject(`more than ${MOST_ITEMS} rules in one file`);
		this.#sink.settle();
		return null;
	}

	/** All was read; `isClosed` where no block was left open. */
	end(isClosed: boolean): void {
		if (!isClosed)
			this.#sink.note('a block is not closed: what its chains do not decide is not known');
		if (this.#isCut)
			this.#sink.note('a line outside of chains is too long: what stands in it is not known');
		if (!this.#overflown) this.#emit(isClosed && !this.#isCut);
	}

	#emit(isWhole: boolean): void {
		const tables = this.#tables.all;
		for (const table of tables) table.readRules();
		const last = this.#items.at(-1);
		if (!isWhole && last !== undefined) for (const table of tables) table.leaveOpen(last);
		const bases = [...tables.flatMap((table) => table.bases), ...withoutChain(tables, isWhole)];
		const untracks = tables.some((table) => table.untracks);
		placeRules({ bases, untracks }, ownOf(this.#sink.settings));
		for (const table of tables) this.#explain(table);
		writeItems(this.#sink, this.#items, this.#audited);
	}

	#explain(table: NftTable): void {
		table.explain();
		for (const chain of table.chains.values()) noteDoubts(this.#sink, chain);
		for (const note of new Set(table.notes)) this.#sink.note(note);
	}
}
