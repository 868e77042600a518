import type { RecordReader, Sink } from '../../format.ts';
import { heldLines, type RecordPlace } from '../../framing/held-lines.ts';
import { auditIn, auditTime } from '../../policy/audited.ts';
import { incompleteNote, policyRows } from '../../policy/rows.ts';
import { Definitions } from './definitions.ts';
import { AccessLists, type Entry } from './lists.ts';

/** Lines that are kept until the end; more than any device has. */
const MOST_LINES = 500_000;

export const accessLine =
	/^\s*access-list\s+(\S+)\s+(?:line\s+\d+\s+)?(?:(extended|standard|webtype|ethertype|advanced)\s+)?((?:permit|deny)\s.*|remark(?:\s.*)?)$/;
const accessGroup =
	/^access-group\s+(\S+)\s+(?:(in|out)\s+interface\s+(\S+)|(global))(\s+control-plane)?/;
const hostname = /^hostname\s+(\S+)/;
const written = /^: Written by \S+ at (\d\d:\d\d:\d\d)\S* (\w+) (\w{3} \w{3} +\d{1,2}) (\d{4})/;
/** Comments, and lines about access lists that are no rule of one. */
const aside =
	/^(?:[:!]|access-list\s+(?:\S+; \d+ elements|cached |alert-interval |deny-flow-max |mode )|enable$|show )/;

/** Reads the lines of a configuration, and of `show access-list`; only rules of access lists are records. */
export function configReader(sink: Sink): RecordReader {
	const config = new Config(sink);
	return heldLines({
		line: (text, place) => config.line(text, place),
		end: () => config.end()
	});
}

class Config {
	readonly #sink: Sink;
	readonly #definitions = new Definitions();
	readonly #lists = new AccessLists(this.#definitions);
	/** Remarks of each list that wait for their rule. */
	readonly #remarks = new Map<string, string[]>();
	#host: string | null;
	#overflown = false;
	#audited: number | bigint | null = null;
	#written: number | bigint | null = null;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#host = sink.settings.host;
	}

	line(text: string | null, place: RecordPlace): void {
		if (text === null) return this.#refuse(place, 'a line longer than any rule');
		const parts = accessLine.exec(text);
		if (parts !== null) return this.#rule(parts, place);
		if (aside.test(text)) return this.#comment(text);
		const group = accessGroup.exec(text);
		if (group !== null) return this.#bind(group);
		const name = hostname.exec(text)?.[1];
		if (name !== undefined) this.#host = name;
		else if (!this.#definitions.take(text)) {
			if (text.startsWith('access-list '))
				return this.#refuse(place, `not a rule of an access list: ${text.slice(0, 80)}`);
			this.#sink.note(
				'lines of the configuration that are no rule of an access list were passed over'
			);
		}
	}

	end(): void {
		if (!this.#overflown) this.#emit();
	}

	#emit(): void {
		const commit = policyRows(this.#sink);
		const facts = { auditedAt: this.#audited ?? this.#written, any: 'any' };
		const lists = this.#lists;
		lists.entries.forEach((entry, index) => {
			const { rows, reason } = lists.outcome(index, this.#host);
			this.#sink.begin(entry.offset, entry.length);
			for (const row of rows) commit(row, facts);
			if (reason !== null) this.#sink.reject(reason);
			this.#sink.settle();
		});
		if (!lists.hasBindings && lists.entries.length > 0)
			this.#sink.note(
				'no access-group says where a list is asked: each list is a device of its own'
			);
		if (lists.incomplete) this.#sink.note(incompleteNote);
	}

	#rule([, list, type, text]: readonly (string | undefined)[], place: RecordPlace): void {
		const remark = /^remark\s*(.*)$/.exec(text!)?.[1];
		if (remark === undefined) return this.#add(place, text!, list!, type ?? null);
		const before = this.#remarks.get(list!) ?? [];
		if (remark !== '') this.#remarks.set(list!, [...before, remark].slice(-MOST_REMARKS));
	}

	#add(place: RecordPlace, text: string, list: string, type: string | null): void {
		const comment = this.#remarks.get(list)?.join(' ') ?? null;
		this.#remarks.delete(list);
		this.#keep({ ...place, list, type, text, comment, problem: null });
	}

	#refuse(place: RecordPlace, problem: string): void {
		this.#keep({ ...place, list: '', type: null, text: '', comment: null, problem });
	}

	/** Where there are too many, what is there is read, so that memory is bounded; the rest is rejected. */
	#keep(entry: Entry): void {
		if (this.#lists.entries.length < MOST_LINES) return this.#lists.add(entry);
		if (!this.#overflown) this.#emit();
		this.#overflown = true;
		this.#sink.begin(entry.offset, entry.length);
		this.#sink.reject(`more than ${MOST_LINES} rules in one file`);
		this.#sink.settle();
	}

	#bind([, list, direction, name, , plane]: readonly (string | undefined)[]): void {
		const place = direction === undefined ? 'global' : `${name} ${direction}`;
		this.#lists.bind(list!, plane === undefined ? place : `${place} control-plane`);
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
