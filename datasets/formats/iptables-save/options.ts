import {
	allAddresses,
	rangeOf,
	readRange,
	without,
	type AddressRange
} from '#lib/address-range.ts';
import { readNetwork } from '#lib/cidr.ts';
import { addresses, allPackets, meet, portsOf, type Box } from '../../rows/policy/box.ts';
import type { PortRange } from '../../rows/policy/match.ts';
import type { AddressKind } from '../../rows/policy/ruleset.ts';
import { portOf } from '../../rows/policy/services.ts';
import { protocolIn } from '../../rows/policy/protocols.ts';
import { leaveOpen, type IptablesDraft } from './draft.ts';

/** Modules that match nothing by themselves: what they match stands in the options behind them. */
const modules = new Set(['tcp', 'udp', 'sctp', 'dccp', 'udplite', 'multiport', 'comment', 'state', 'conntrack',
	'iprange', 'addrtype', 'icmp', 'icmp6']); // prettier-ignore

/** Entries that the module multiport takes. */
const MOST_PORTS = 15;

/** An option with its value, and how it is written for a message. */
interface Given {
	value: string;
	isNot: boolean;
	text: string;
}

type Option = (draft: IptablesDraft, given: Given) => void;

const options: Readonly<Record<string, Option>> = {
	'-A': (draft, { value }) => (draft.chain = value),
	'-s': (draft, given) => setAddresses(draft, 'src', given, networkRange),
	'-d': (draft, given) => setAddresses(draft, 'dst', given, networkRange),
	'--src-range': (draft, given) => setAddresses(draft, 'src', given, readRange),
	'--dst-range': (draft, given) => setAddresses(draft, 'dst', given, readRange),
	'-p': setProtocol,
	'-j': (draft, { value }) => (draft.target = value),
	'-g': (draft, { value }) => {
		draft.target = value;
		draft.isGoto = true;
	},
	'-m': (draft, { value }) => {
		if (!modules.has(value)) draft.module ??= value;
	},
	'-i': (draft, { value, isNot }) =>
		draft.conditions.push({ kind: 'interface', side: 'in', name: value, isNot }),
	'-o': (draft, { value, isNot }) =>
		draft.conditions.push({ kind: 'interface', side: 'out', name: value, isNot }),
	'--dport': (draft, given) => setPorts(draft, 'ports', given),
	'--dports': (draft, given) => setPorts(draft, 'ports', given),
	'--sport': (draft, given) => setPorts(draft, 'sports', given),
	'--sports': (draft, given) => setPorts(draft, 'sports', given),
	'--src-type': (draft, given) => setKinds(draft, 'src', given),
	'--dst-type': (draft, given) => setKinds(draft, 'dst', given),
	'--comment': (draft, { value }) => (draft.comment = value),
	'--ctstate': setState,
	'--state': setState,
	'--ctdir': (draft, { value, isNot }) => {
		const opens = (value === 'ORIGINAL') !== isNot;
		draft.conditions.push({ kind: 'state', opens, answers: !opens, untracked: false });
	},
	'--icmp-type': askType,
	'--icmpv6-type': askType
};

const longNames = new Map(
	Object.entries({
		'--append': '-A',
		'--source': '-s',
		'--src': '-s',
		'--destination': '-d',
		'--dst': '-d',
		'--protocol': '-p',
		'--proto': '-p',
		'--jump': '-j',
		'--goto': '-g',
		'--match': '-m',
		'--in-interface': '-i',
		'--out-interface': '-o',
		'--destination-port': '--dport',
		'--destination-ports': '--dports',
		'--source-port': '--sport',
		'--source-ports': '--sports'
	})
);

/** Takes the option at `at` with its values; answers where the next begins. */
export function readOption(draft: IptablesDraft, words: readonly string[], at: number): number {
	const isNot = words[at] === '!';
	const from = isNot ? at + 1 : at;
	const word = words[from] ?? '';
	const name = longNames.get(word) ?? word;
	if (name === '-c') return from + 3;
	if (name === '-4' || name === '-6' || name === '--ipv4' || name === '--ipv6') {
		draft.box =
			meet(draft.box, { ...allPackets, family: name.endsWith('4') ? 'ip' : 'ip6' }) ?? draft.box;
		return from + 1;
	}
	if (name === '--tcp-flags') return readFlags(draft, words, from, isNot);
	if (name === '--syn')
		return readFlags(draft, ['', 'FIN,SYN,RST,ACK', 'SYN'], 0, isNot) - 2 + from;
	if (name === '-f' || name === '--fragment') {
		if (!isNot) draft.conditions.push({ kind: 'never' });
		return from + 1;
	}
	const isOlder = words[from + 1] === '!' && words[from + 2] !== undefined;
	const value = words[from + (isOlder ? 2 : 1)];
	if (Object.hasOwn(options, name) && value !== undefined) {
		const text = [...(isNot || isOlder ? ['!'] : []), name, value].join(' ');
		options[name]!(draft, { value, isNot: isNot || isOlder, text });
		return from + (isOlder ? 3 : 2);
	}
	return readOther(draft, words, at);
}

/** An option that is not known goes to the next word with a dash; a `!` belongs to what is behind it. */
function readOther(draft: IptablesDraft, words: readonly string[], at: number): number {
	let next = words[at] === '!' ? at + 2 : at + 1;
	while (next < words.length && !/^(?:-|!$)/.test(words[next]!)) next++;
	const end = Math.min(next, words.length);
	// Behind a target, and without a module before it, it is the target's.
	if (draft.target !== null && draft.module === null && words[at]!.startsWith('--'))
		draft.targetOptions.set(words[at]!, words.slice(at + 1, end).join(' '));
	else {
		leaveOpen(draft, words.slice(at, end).join(' '));
		// A word that belongs to no option may stand for one, and so for a target.
		draft.isStrange ||= draft.target === null && !/^(?:-|!$)/.test(words[at]!);
	}
	return end;
}

/** Where it cannot be both, no packet is meant. */
function narrow(draft: IptablesDraft, box: Partial<Box>): void {
	const found = meet(draft.box, { ...allPackets, ...box });
	if (found === null) draft.conditions.push({ kind: 'never' });
	else draft.box = found;
}

function networkRange(text: string): AddressRange | null {
	const network = readNetwork(text);
	return network === null ? null : rangeOf(network);
}

function setAddresses(
	draft: IptablesDraft,
	side: 'src' | 'dst',
	{ value, isNot, text }: Given,
	read: (text: string) => AddressRange | null
): void {
	const ranges = value.split(',').map(read);
	const [first] = ranges;
	if (first == null || ranges.some((range) => range?.isV6 !== first.isV6))
		return leaveOpen(draft, isNot || /[/]/.test(value) ? text : `address ${value}`);
	const every = allAddresses.filter((range) => range.isV6 === first.isV6);
	const meant = addresses(ranges as AddressRange[]);
	const found = isNot ? without(every, meant) : meant;
	const isAll = without(every, found).length === 0;
	narrow(draft, { family: first.isV6 ? 'ip6' : 'ip', [side]: isAll ? null : found });
}

function setProtocol(draft: IptablesDraft, { value, isNot, text }: Given): void {
	if (/^(?:all|0)$/i.test(value)) {
		if (isNot) draft.conditions.push({ kind: 'never' });
		return;
	}
	const name = protocolIn(value);
	if (name === null) leaveOpen(draft, text);
	else narrow(draft, { protos: { names: [name], isNot } });
}

function setPorts(
	draft: IptablesDraft,
	side: 'ports' | 'sports',
	{ value, isNot, text }: Given
): void {
	const ranges = value.split(',', MOST_PORTS + 1).map(portRange);
	if (ranges.length > MOST_PORTS || ranges.some((range) => range === null))
		return leaveOpen(draft, text);
	narrow(draft, { [side]: portsOf(ranges as PortRange[], isNot) });
}

/** `80`, `8000:8100`, `:1023` or `1024:`, and names that are known; null for anything else. */
function portRange(text: string): PortRange | null {
	const only = portOf(text);
	if (only !== null) return { from: only, to: only };
	const parts = /^(\d{0,5}):(\d{0,5})$/.exec(text);
	if (parts === null || text === ':') return null;
	const from = parts[1] === '' ? 0 : Number(parts[1]);
	const to = parts[2] === '' ? 65_535 : Number(parts[2]);
	return from <= to && to <= 65_535 ? { from, to } : null;
}

function askType(draft: IptablesDraft, { value, isNot, text }: Given): void {
	if (value === 'any' || value === '255' || value === 'any/any') {
		if (isNot) draft.conditions.push({ kind: 'never' });
	} else leaveOpen(draft, text);
}

const kinds: ReadonlyMap<string, AddressKind> = new Map([
	['LOCAL', 'local'],
	['MULTICAST', 'multicast'],
	['BROADCAST', 'broadcast']
]);

function setKinds(draft: IptablesDraft, side: 'src' | 'dst', { value, isNot }: Given): void {
	const found = value.split(',').map((name) => kinds.get(name) ?? 'other');
	draft.conditions.push({ kind: 'address', side, kinds: found, isNot });
}

/** A packet that opens a connection is of state new, or is not tracked; DNAT says that its target was changed. */
function setState(draft: IptablesDraft, { value, isNot }: Given): void {
	const states = value.toUpperCase().split(',');
	if (states.includes('DNAT') && !states.includes('NEW'))
		return void draft.conditions.push({ kind: 'translated', isNot });
	const has = (state: string) => states.includes(state) !== isNot;
	draft.opening ||= has('NEW') && !isNot;
	draft.conditions.push({
		kind: 'state',
		opens: has('NEW'),
		answers: has('ESTABLISHED'),
		untracked: has('UNTRACKED')
	});
}

/** The packet that opens a TCP connection has SYN alone of the flags, its answer ACK besides. */
function readFlags(
	draft: IptablesDraft,
	words: readonly string[],
	at: number,
	isNot: boolean
): number {
	const [mask, set] = [words[at + 1] ?? '', words[at + 2] ?? ''];
	const [masked, wanted] = [flagsIn(mask), flagsIn(set)];
	const holds = (flags: string[]) =>
		(flags.filter((flag) => masked.includes(flag)).join() === wanted.join()) !== isNot;
	const [opens, answers] = [holds(['SYN']), holds(['SYN', 'ACK'])];
	draft.opening ||= opens;
	draft.conditions.push({ kind: 'state', opens, answers, untracked: opens });
	return at + 3;
}

const flags = ['SYN', 'ACK', 'FIN', 'RST', 'URG', 'PSH'];

function flagsIn(text: string): string[] {
	const named = text.split(',');
	return text === 'ALL' ? flags : flags.filter((flag) => named.includes(flag));
}
