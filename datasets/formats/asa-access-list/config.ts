import type { RecordReader, Sink } from '../../format.ts';
import { heldLines, type RecordBytes } from '../../records/lines/held-lines.ts';
import { auditIn, auditTime } from '../../rows/policy/audited.ts';
import { Doubts } from '../../rows/policy/doubts.ts';
import { noteHomeless } from '../../rows/policy/own.ts';
import { policyRows, type PolicyRow } from '../../rows/policy/rows.ts';
import { GLOBAL } from './bindings.ts';
import { AsaDefinitions } from './definitions.ts';
import type { NatLine } from './nat-line.ts';
import type { ListEntry, ListOwner } from './list-entry.ts';
import { AccessLists } from './lists.ts';

/** Lines that are kept until the end; more than any device has. */
const MOST_LINES = 500_000;

export const accessLine =
	/^\s*access-list\s+(\S+)\s+(?:line\s+(\d+)\s+)?(?:(extended|standard|webtype|ethertype|advanced)\s+)?((?:permit|deny)\s.*|remark(?:\s.*)?)$/;
const accessGroup =
	/^access-group\s+(\S+)\s+(?:(in|out)\s+interface\s+(\S+)|(global))(\s+control-plane)?/;
const hostname = /^hostname\s+(\S+)/;
const written = /^: Written by \S+ at (\d\d:\d\d:\d\d)\S* (\w+) (\w{3} \w{3} +\d{1,2}) (\d{4})/;
/** Comments, and lines about access lists that are no rule of one. */
const aside =
	/^(?:[:!]|access-list\s+(?:\S+; \d+ elements|cached |alert-interval |deny-flow-max |mode )|enable$|show )/;

/** Reads the lines of a configuration, and of `show access-list`; records are rules of access lists, and lines of NAT and of tunnels. */
export function configReader(sink: Sink): RecordReader {
	const config = new Config(sink);
	return heldLines({
		line: (text, place) => config.line(text, place),
		long: (head, place) => config.unread(head, place, 'a line longer than any rule'),
		end: () => config.end()
	});
}

class Config {
	readonly #sink: Sink;
	readonly #commit: ReturnType<typeof policyRows>;
	readonly #definitions = new AsaDefinitions();
	readonly #lists = new AccessLists(this.#definitions);
	/** Remarks of each list that wait for their rule. */
	readonly #remarks = new Map<string, string[]>();
	#host: string | null;
	#overflown = false;
	#audited: number | bigint | null = null;
	#written: number | bigint | null = null;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#commit = policyRows(sink);
		this.#host = sink.settings.host;
	}

	line(text: string, place: RecordBytes): void {
		const parts = accessLine.exec(text);
		if (parts !== null) return this.#rule(parts, place);
		if (aside.test(text)) return this.#comment(text);
		const group = accessGroup.exec(text);
		if (group !== null) return this.#bind(group);
		if (this.#lists.nat.take(text, place, this.#definitions)) return;
		const name = hostname.exec(text)?.[1];
		if (name !== undefined) this.#host = name;
		else if (!this.#definitions.take(text)) {
			if (listOf(text) !== null)
				return this.unread(text, place, `not a rule of an access list: ${text.slice(0, 80)}`);
			this.#sink.note(
				'lines of the configuration that are no rule of an access list were passed over'
			);
		}
	}

	end(): void {
		if (!this.#overflown) this.#emit();
	}

	#emit(): void {
		const doubts = new Doubts(this.#sink);
		const lists = this.#lists;
		const owner = this.#owner();
		const turned = [...lists.natRows(owner)].map(([line, rows]) => ({ line, rows }));
		turned.sort((a, b) => b.line.offset - a.line.offset);
		const writeBefore = (offset: number) => {
			while (turned.length > 0 && turned.at(-1)!.line.offset < offset)
				this.#writeNat(turned.pop()!, doubts);
		};
		lists.entries.all.forEach((entry, index) => {
			writeBefore(entry.offset);
			const { rows, reason, doubt } = lists.outcome(index, owner);
			if (doubt !== null) doubts.tell(doubt);
			this.#write(entry, rows, reason);
		});
		writeBefore(Infinity);
		if (lists.bindings.isEmpty && !this.#definitions.own.isTold && lists.entries.all.length > 0)
			this.#sink.note(
				'no access-group says where a list is asked: each list is a device of its own'
			);
		if (owner.ownIps === null && lists.entries.all.length > 0) noteHomeless(this.#sink, owner.host);
	}

	#writeNat({ line, rows }: { line: NatLine; rows: PolicyRow[] }, doubts: Doubts): void {
		if (!rows.some(({ action }) => action === 'allow')) doubts.tell(line.text.trim());
		this.#write(line, rows, null);
	}

	/** Addresses that the import was told are all that there are; else the interfaces may tell them. */
	#owner(): ListOwner {
		const told = this.#sink.settings.addresses;
		const found = this.#definitions.own.known(this.#lists.bindings.interfaces);
		return { host: this.#host, ownIps: told.length === 0 ? found : told.join() };
	}

	/** A record with its rows, or with the reason why there are none. */
	#write({ offset, length }: RecordBytes, rows: readonly PolicyRow[], reason: string | null): void {
		const facts = { auditedAt: this.#audited ?? this.#written, any: 'any' };
		this.#sink.begin(offset, length);
		for (const row of rows) this.#commit(row, facts);
		if (rows.length === 0) this.#sink.reject(reason ?? 'no packet meets the rule');
		this.#sink.settle();
	}

	#rule(parts: readonly (string | undefined)[], place: RecordBytes): void {
		const [, name, number = null, type = null, line] = parts;
		const [list, text] = [name!, line!];
		const remark = /^remark\s*(.*)$/.exec(text)?.[1];
		const before = this.#remarks.get(list) ?? [];
		if (remark !== undefined) {
			if (remark !== '') this.#remarks.set(list, [...before, remark].slice(-MOST_REMARKS));
			return;
		}
		const comment = before.join(' ') || null;
		this.#remarks.delete(list);
		this.#keep({ ...place, list, number, type, text, comment, problem: null });
	}

	/** A line of which nothing is understood but of which list it is, where it says that. */
	unread(text: string, place: RecordBytes, problem: string): void {
		const entry = { ...place, list: listOf(text), text: text.slice(0, 80), problem };
		this.#keep({ ...entry, number: null, type: null, comment: null });
	}

	/** Where there are too many, what is there is read, so that memory is bounded; the rest is rejected. */
	#keep(entry: ListEntry): void {
		if (this.#lists.entries.all.length < MOST_LINES) return this.#lists.entries.add(entry);
		const problem = `more than ${MOST_LINES} rules in one file`;
		if (this.#overflown) return this.#write(entry, [], problem);
		this.#overflown = true;
		this.#emit();
		new Doubts(this.#sink).tell(problem);
		this.#write(entry, this.#lists.behindAll(this.#owner(), problem), problem);
	}

	#bind([, list, direction, name, , plane]: readonly (string | undefined)[]): void {
		const place = direction === undefined ? GLOBAL : `${name} ${direction}`;
		this.#lists.bindings.bind(list!, place, plane !== undefined);
	}

	#comment(text: string): void {
		const audit = auditIn(text.replace(/^[!:]\s*/, ''));
		if (audit !== null) this.#audited ??= auditTime(this.#sink, audit);
		const parts = written.exec(text);
		if (parts === null) return;
		const [, clock, zone, day, year] = parts;
		this.#written ??= auditTime(this.#sink, `${day} ${clock} ${zone} ${year}`);
	}
}

/** Remarks in front of one rule. */
const MOST_REMARKS = 16;

/** The list that a line is of; null where it does not say so. */
function listOf(text: string): string | null {
	return /^\s*access-list\s+(\S+)/.exec(text)?.[1] ?? null;
}
