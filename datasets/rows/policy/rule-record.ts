import { unreadable } from '#lib/unreadable.ts';
import { networksOf, readRange } from '#lib/address-range.ts';
import { readNetwork, type Network } from '#lib/cidr.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import type { policyRows as policyColumns } from '#tables/columns/policy-columns.ts';
import type { Sink } from '../../format.ts';
import { readTime, said, type NamedRecord } from '../../records/csv/named-csv.ts';
import { RowBudget } from './budget.ts';
import { canMeet, everything, MOST_PORT, type Match, type PortRange } from './match.ts';
import { Doubts } from './doubts.ts';
import { policyRows, type Action, type PolicyRow } from './rows.ts';
import { protocolIn } from './protocols.ts';
import { portOf } from './services.ts';
import { actionIn } from '../firewall/action-words.ts';
import { RuleLimits } from './rule-limits.ts';
import { RulePositions } from './rule-positions.ts';

/** What a table of rules says; the rest of what a device knows of a rule, such tables do not have. */
export type RuleKey = Exclude<
	(typeof policyColumns)[number][0],
	'own_ips' | 'hook' | 'family' | 'stage'
>;

const every = /^(?:any|all|\*|any[46]|any-ipv[46]|ip)$/i;
const between = /\s*[,;\n]\s*/;
/** What is said of packets that go on: such a rule decides nothing. */
const idle =
	/^\W*(?:(?:log|logging|logged|only|count|counter|continue|monitor|remark|comment|note)\W*)+$/i;
/** What is said of a rule beside its action where it is not in force. */
const passedOver = /(?:^|[^a-z])(?:disabled|inactive|deactivated)(?:$|[^a-z])/i;
/** What may stand beside an action and changes nothing of it. */
const beside =
	/^(?:and|with|the|all|any|traffic|packets?|connections?|quick|silently|log|logs|logging|logged|reset|rst|icmp|tcp|unreachable|both|server|client|action|rule)?$/;
/** A rule that names more is a list of hosts. */
const MOST_NAMES = 1000;

export interface RuleReader {
	/** Commits what a record says. Throws a `Failure` where it decides nothing. */
	read(record: NamedRecord<RuleKey>): void;
	/** Commits what stands for a record that cannot be read; false where the one at hand was read, and decides nothing. */
	refuse(reason: string): boolean;
}

/**
 * Reads the rules of a table of them, a row for each pair of networks and range of ports. Where no column says in which
 * order they are tried, it is that of the table.
 */
export function ruleRecords(sink: Sink): RuleReader {
	return new Rules(sink);
}

class Rules implements RuleReader {
	readonly #sink: Sink;
	readonly #commit: ReturnType<typeof policyRows>;
	readonly #doubts: Doubts;
	readonly #limits: RuleLimits;
	readonly #budget = new RowBudget();
	readonly #positions = new RulePositions();
	/** What was not understood of the rule at hand; null where it is whole. */
	#problem: string | null = null;
	/** True where the record at hand was read, and has no row. */
	#isIdle = false;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#commit = policyRows(sink);
		this.#doubts = new Doubts(sink);
		this.#limits = new RuleLimits(sink);
	}

	read(record: NamedRecord<RuleKey>): void {
		this.#problem = null;
		this.#isIdle = true;
		this.#positions.next();
		this.#heedLimits(record);
		const action = this.#part(() => actionOf(record), 'unknown');
		const matches = this.#matches(record);
		const device = record.get('device') ?? this.#sink.settings.host;
		const { unknown } = this.#positions;
		for (const at of this.#positions.unreadBefore(device)) this.#writeUnread(device, at);
		const place = () => this.#positions.of(device, said(record, 'position'));
		const position = this.#part(place, unknown);
		this.#write({ device, position, action, comment: record.get('comment') }, matches, record);
		this.#isIdle = false;
	}

	/** A rule that is not in force decides nothing; one that is about fewer packets than can be said decides perhaps. */
	#heedLimits(record: NamedRecord<RuleKey>): void {
		if (isRemark(record)) return;
		const { off, narrowed } = this.#limits.next(record);
		if (off !== null) throw new Failure('record not readable', off);
		const action = record.get('action') ?? '';
		if (passedOver.test(action)) throw unreadable('the rule is switched off', action);
		this.#problem = narrowed;
	}

	refuse(reason: string): boolean {
		if (this.#isIdle) return (this.#isIdle = false);
		this.#positions.next();
		const places = this.#positions.unread(this.#sink.settings.host);
		for (const { device, at } of places) this.#writeUnread(device, at);
		if (places.length > 0) this.#doubts.tell(reason);
		return places.length > 0;
	}

	#writeUnread(device: string | null, position: number): void {
		const row = { device, ownIps: null, at: null, position, comment: null } as const;
		this.#commit({ ...row, action: 'unknown', match: everything }, { auditedAt: null, any: 'any' });
	}

	#write(
		rule: Pick<PolicyRow, 'device' | 'position' | 'action' | 'comment'>,
		matches: readonly Match[],
		record: NamedRecord<RuleKey>
	): void {
		const kept = this.#kept(matches);
		const auditedAt = this.#auditedAt(record);
		const action = this.#problem === null ? rule.action : 'unknown';
		for (const match of kept)
			this.#commit({ ...rule, ownIps: null, at: null, action, match }, { auditedAt, any: 'any' });
		if (this.#problem !== null) this.#doubts.tell(this.#problem);
	}

	/** A part of the rule; without what is not understood, it is about more packets than it may be. */
	#part<Value>(read: () => Value, otherwise: Value): Value {
		try {
			return read();
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			this.#problem ??= messageOf(error);
			return otherwise;
		}
	}

	#matches(record: NamedRecord<RuleKey>): Match[] {
		if (isRemark(record)) throw unreadable('a rule without an action', 'the field is empty');
		if (idle.test(record.get('action') ?? '-'))
			throw unreadable('a rule that decides nothing', record.get('action')!);
		const from = this.#part(() => addressesIn(said(record, 'src')), [null]);
		const to = this.#part(() => addressesIn(said(record, 'dst')), [null]);
		const protos = this.#part(() => protocolsIn(said(record, 'proto')), [null]);
		const ports = this.#part(
			() => portsIn(said(record, 'port_from'), said(record, 'port_to')),
			null
		);
		const count = from.length * to.length * protos.length;
		if (count > MOST_NAMES) {
			this.#problem ??= unreadable('a rule of too many addresses', String(count)).message;
			return [{ ...everything, ports }];
		}
		const pairs = from.flatMap((src) => to.map((dst) => ({ src, dst })));
		const meeting = pairs.filter(({ src, dst }) => canMeet(src, dst));
		if (meeting.length === 0)
			throw unreadable('no packet has both addresses', record.get('dst') ?? '');
		return meeting.flatMap((pair) => protos.map((proto) => ({ ...pair, proto, ports })));
	}

	/** What is too much to be said is not known. */
	#kept(matches: readonly Match[]): readonly Match[] {
		const rows = matches.reduce((sum, { ports }) => sum + (ports?.length ?? 1), 0);
		if (this.#budget.takes(rows)) return matches;
		this.#problem ??= 'rules of more rows than are kept';
		return [everything];
	}

	/** The day of the audit decides nothing about packets. */
	#auditedAt(record: NamedRecord<RuleKey>): number | bigint | null {
		const text = record.get('audited_at');
		try {
			return readTime(this.#sink, text);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			this.#sink.note(`the date of a rule is not readable: ${text!.slice(0, 80)}`);
			return null;
		}
	}
}

/** A line that says nothing of any packet, as a heading among rules does. */
function isRemark(record: NamedRecord<RuleKey>): boolean {
	const keys = ['action', 'src', 'dst', 'proto', 'port_from', 'port_to'] as const;
	return keys.every((key) => record.get(key) === null && !record.lacks?.(key));
}

function actionOf(record: NamedRecord<RuleKey>): Action {
	const text = said(record, 'action');
	if (text === null) throw unreadable('a rule without an action', 'the field is empty');
	const action = actionIn(text);
	const others = text
		.toLowerCase()
		.split(/[^a-z]+/)
		.filter((word) => actionIn(word) === null);
	if (action === null || !others.every((word) => beside.test(word)))
		throw unreadable('not an action of a firewall', text);
	return action as Action;
}

/** The networks that a cell lists; null for every address, which is also what a cell that says nothing means. */
function addressesIn(text: string | null): (Network | null)[] {
	return namesIn(text).flatMap((name): (Network | null)[] => {
		if (every.test(name)) return everyOf(name);
		const network = readNetwork(name);
		if (network !== null) return [network];
		const range = readRange(name);
		if (range === null) throw unreadable('neither address, network nor any', name);
		return networksOf(range);
	});
}

/** `any4` and `any-ipv6` are of one family. */
function everyOf(name: string): (Network | null)[] {
	const family = /[46]$/.exec(name)?.[0];
	if (family === undefined) return [null];
	return [readNetwork(family === '4' ? '0.0.0.0/0' : '::/0')];
}

function protocolsIn(text: string | null): (string | null)[] {
	return namesIn(text?.replaceAll('/', ',') ?? null).map((name) => {
		if (every.test(name)) return null;
		const known = protocolIn(name);
		if (known === null) throw unreadable('no such protocol', name);
		return known;
	});
}

/** `443`, `https`, `8000-8080` or a list of such; null for every port. */
function portsIn(from: string | null, to: string | null): PortRange[] | null {
	const ranges = namesIn(from).map((name) => {
		if (every.test(name)) return null;
		const parts = /^(\d{1,5})\s*[-:]\s*(\d{1,5})$/.exec(name);
		return parts === null ? rangeOf(name, to ?? name) : rangeOf(parts[1]!, parts[2]!);
	});
	return ranges.some((range) => range === null) ? null : (ranges as PortRange[]);
}

function rangeOf(first: string, last: string): PortRange {
	const [from, to] = [portOf(first.toLowerCase()), portOf(last.toLowerCase())];
	if (from === null || to === null || from > to || to > MOST_PORT)
		throw unreadable('no such port', first === last ? first : `${first} to ${last}`);
	return { from, to };
}

function namesIn(text: string | null): string[] {
	const names = (text ?? '').split(between).filter((name) => name !== '');
	if (names.length > MOST_NAMES) throw unreadable('a rule of too many names', String(names.length));
	return names.length === 0 ? ['any'] : names;
}
