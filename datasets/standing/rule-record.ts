import { networksOf, readRange } from '#lib/address-range.ts';
import { readNetwork, type Network } from '#lib/cidr.ts';
import type { Sink } from '../format.ts';
import type { Synonyms } from '../framing/csv-columns.ts';
import { readTime, unreadable, type NamedRecord } from '../framing/named-csv.ts';
import { RowBudget } from '../policy/budget.ts';
import { canMeet, MOST_PORT, type Match, type PortRange } from '../policy/match.ts';
import {
	incompleteNote,
	policyRows,
	type Action,
	type PolicyFacts,
	type PolicyRow
} from '../policy/rows.ts';
import { portOf } from '../policy/services.ts';
import { actionIn } from '../values/action-words.ts';

export type RuleKey =
	| 'action' | 'src' | 'dst' | 'proto' | 'port_from' | 'port_to'
	| 'position' | 'device' | 'comment' | 'audited_at'; // prettier-ignore

export const ruleNames: Synonyms<RuleKey> = {
	action: ['action', 'policy action', 'verdict', 'permission', 'access', 'allow deny'],
	src: ['src', 'source', 'sources', 'source address', 'source addresses', 'source ip', 'src ip',
		'src addr', 'source network', 'source cidr', 'from', 'from ip'],
	dst: ['dst', 'destination', 'destinations', 'destination address', 'destination addresses',
		'destination ip', 'dst ip', 'dst addr', 'destination network', 'destination cidr', 'dest', 'to',
		'to ip'],
	proto: ['proto', 'protocol', 'protocols', 'ip protocol'],
	port_from: ['port from', 'from port', 'start port', 'port', 'ports', 'port range', 'dst port',
		'dst ports', 'destination port', 'destination ports', 'dest port', 'dport', 'service', 'services'],
	port_to: ['port to', 'to port', 'end port'],
	position: ['position', 'rule number', 'rule no', 'no', 'number', 'seq', 'sequence', 'order', 'line',
		'rule order'],
	device: ['device', 'device name', 'firewall', 'gateway', 'fw'],
	comment: ['comment', 'comments', 'description', 'remark', 'rule name', 'name', 'note', 'notes'],
	audited_at: ['audited at', 'audited', 'last audited', 'audited on', 'audit date', 'last audit',
		'reviewed at', 'last reviewed', 'last review', 'review date']
}; // prettier-ignore

const every = /^(?:any|all|\*|any[46]|any-ipv[46]|ip)$/i;
const between = /\s*[,;\n]\s*/;
/** A rule that names more is a list of hosts. */
const MOST_NAMES = 1000;

/**
 * Commits the rules of a table of them, a row for each pair of networks and range of ports. Where no column
 * says in which order they are tried, it is that of the table.
 */
export function ruleRecords(sink: Sink): (record: NamedRecord<RuleKey>) => void {
	const commit = policyRows(sink);
	const budget = new RowBudget();
	let order = 0;

	function read(record: NamedRecord<RuleKey>): { rows: PolicyRow[]; facts: PolicyFacts } {
		const matches = matchesOf(record);
		const rule = {
			device: record.get('device') ?? sink.settings.host,
			ownIps: null,
			at: null,
			position: positionOf(record.get('position')) ?? order,
			action: actionOf(record.get('action')),
			comment: record.get('comment')
		};
		const auditedAt = readTime(sink, record.get('audited_at'));
		budget.take(matches, 1);
		return { rows: matches.map((match) => ({ ...rule, match })), facts: { auditedAt, any: 'any' } };
	}

	return (record) => {
		order++;
		try {
			const { rows, facts } = read(record);
			for (const row of rows) commit(row, facts);
		} catch (error) {
			sink.note(incompleteNote);
			throw error;
		}
	};
}

function actionOf(text: string | null): Action {
	if (text === null) throw unreadable('a rule without an action', 'the field is empty');
	const action = actionIn(text);
	if (action === null) throw unreadable('not an action of a firewall', text);
	return action as Action;
}

function positionOf(text: string | null): number | null {
	if (text === null) return null;
	if (!/^\d{1,9}$/.test(text)) throw unreadable('not a position', text);
	return Number(text);
}

function matchesOf(record: NamedRecord<RuleKey>): Match[] {
	const [from, to] = [addressesIn(record.get('src')), addressesIn(record.get('dst'))];
	const protos = protocolsIn(record.get('proto'));
	const ports = portsIn(record.get('port_from'), record.get('port_to'));
	if (from.length * to.length * protos.length > MOST_NAMES)
		throw unreadable('a rule of too many addresses', String(from.length * to.length));
	const pairs = from.flatMap((src) => to.map((dst) => ({ src, dst })));
	const meeting = pairs.filter(({ src, dst }) => canMeet(src, dst));
	if (meeting.length === 0)
		throw unreadable('no packet has both addresses', record.get('dst') ?? '');
	return meeting.flatMap((pair) => protos.map((proto) => ({ ...pair, proto, ports })));
}

/** The networks that a cell lists; null for every address, which is also what a cell that says nothing means. */
function addressesIn(text: string | null): (Network | null)[] {
	return namesIn(text).flatMap((name): (Network | null)[] => {
		if (every.test(name)) return [null];
		const network = readNetwork(name);
		if (network !== null) return [network];
		const range = readRange(name);
		if (range === null) throw unreadable('neither address, network nor any', name);
		return networksOf(range);
	});
}

function protocolsIn(text: string | null): (string | null)[] {
	return namesIn(text?.replaceAll('/', ',') ?? null).map((name) =>
		every.test(name) ? null : name.toLowerCase()
	);
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
