import { readNetwork, type Network } from '#lib/cidr.ts';
import { protocolName, protocolNumber } from '#lib/protocols.ts';
import { disjoint, everything, type Match, type PortRange } from '../../policy/match.ts';
import { wordsOf } from '../../policy/words.ts';

/** A rule as it is written, or why it cannot be said in the columns of the table `policy`. */
export interface Rule {
	chain: string;
	match: Match;
	/** What `-j` or `-g` names; null where neither does. */
	target: string | null;
	/** True for `-g`, which does not come back. */
	goto: boolean;
	comment: string | null;
	/** What of the rule is not understood; null where all of it is. */
	problem: string | null;
	/** True where the rule is about the loopback interface alone. */
	loopback: boolean;
	/** True where it asks for the packet that opens a connection, which is the one that policy is about. */
	opening: boolean;
}

/** Modules that match nothing by themselves: what they match stands in the options behind them. */
const modules = new Set(['tcp', 'udp', 'sctp', 'dccp', 'udplite', 'multiport', 'comment', 'state',
	'conntrack']); // prettier-ignore

/** Entries that the module multiport takes. */
const MOST_PORTS = 15;

interface Draft extends Rule {
	/** A module that is not known; its options, where it has any, are told rather than its name. */
	module: string | null;
}

type Option = (rule: Draft, value: string, option: string) => void;

const options: Readonly<Record<string, Option>> = {
	'-A': (rule, value) => (rule.chain = value),
	'-s': (rule, value) => setMatch(rule, { src: networkOf(rule, value) }),
	'-d': (rule, value) => setMatch(rule, { dst: networkOf(rule, value) }),
	'-p': (rule, value) => setMatch(rule, { proto: protocolOf(value) }),
	'-j': (rule, value) => (rule.target = value),
	'-g': (rule, value) => {
		rule.target = value;
		rule.goto = true;
	},
	'-m': (rule, value) => {
		if (!modules.has(value)) rule.module ??= value;
	},
	'-i': (rule, value, option) => {
		if (value === 'lo') rule.loopback = true;
		else puzzle(rule, `${option} ${value}`);
	},
	'--dport': setPorts,
	'--dports': setPorts,
	'--comment': (rule, value) => (rule.comment = value),
	'--ctstate': setState,
	'--state': setState,
	'--reject-with': () => undefined
};

const longNames = new Map(
	Object.entries({
		'--append': '-A',
		'--source': '-s',
		'--src': '-s',
		'--destination': '-d',
		'--dst': '-d',
		'--protocol': '-p',
		'--jump': '-j',
		'--goto': '-g',
		'--match': '-m',
		'--in-interface': '-i',
		'--destination-port': '--dport',
		'--destination-ports': '--dports'
	})
);

/** Reads a line that begins with `-A`, counters before it left out. */
export function readRule(line: string): Rule {
	const words = wordsOf(line);
	const rule: Draft = {
		chain: '',
		match: everything,
		target: null,
		goto: false,
		comment: null,
		problem: null,
		loopback: false,
		opening: false,
		module: null
	};
	for (let at = 0; at < words.length;) at = readOption(rule, words, at);
	if (rule.module !== null) puzzle(rule, `-m ${rule.module}`);
	if (rule.match.ports !== null && rule.match.proto === null)
		puzzle(rule, 'ports of every protocol');
	return rule;
}

/** Takes the option at `at` with its values; answers where the next begins. */
function readOption(rule: Draft, words: readonly string[], at: number): number {
	const word = words[at]!;
	const option = longNames.get(word) ?? word;
	const value = words[at + 1];
	if (option === '-c') return at + 3;
	if (option === '--tcp-flags') return readFlags(rule, words, at);
	if (Object.hasOwn(options, option) && value !== undefined) {
		options[option]!(rule, value, option);
		return at + 2;
	}
	const next = endOfOption(words, at);
	puzzle(rule, words.slice(at, next).join(' '));
	return next;
}

/** An option that is not known goes to the next word with a dash; a `!` belongs to what is behind it. */
function endOfOption(words: readonly string[], at: number): number {
	let next = words[at] === '!' ? at + 2 : at + 1;
	while (next < words.length && !/^(?:-|!$)/.test(words[next]!)) next++;
	return Math.min(next, words.length);
}

/** Only the first thing that is not understood is told. */
function puzzle(rule: Rule, what: string): void {
	rule.problem ??= `match not understood: ${what.slice(0, 120)}`;
}

/** A value that comes twice would be one condition more, which a row cannot say. */
function setMatch(rule: Rule, part: Partial<Match>): void {
	const again = (Object.keys(part) as (keyof Match)[]).find((key) => rule.match[key] !== null);
	if (again !== undefined) puzzle(rule, `${again} given twice`);
	rule.match = { ...rule.match, ...part };
}

function networkOf(rule: Rule, text: string): Network | null {
	const network = readNetwork(text);
	if (network === null) puzzle(rule, `address ${text}`);
	return network === null || network.bits === 0 ? null : network;
}

function protocolOf(text: string): string | null {
	const name = text.toLowerCase();
	if (name === 'all') return null;
	const number = protocolNumber(name);
	if (number === 0 && /^\d+$/.test(text)) return null;
	return number === null ? name : protocolName(number);
}

function setPorts(rule: Rule, text: string, option: string): void {
	const ranges = text.split(',', MOST_PORTS + 1).map(rangeOf);
	if (ranges.length > MOST_PORTS || ranges.some((range) => range === null))
		puzzle(rule, `${option} ${text}`);
	else setMatch(rule, { ports: disjoint(ranges as PortRange[]) });
}

/** `80`, `8000:8100`, `:1023` or `1024:`; null for anything else. */
function rangeOf(text: string): PortRange | null {
	const parts = /^(\d{0,5})(:?)(\d{0,5})$/.exec(text);
	if (parts === null || text === '' || text === ':') return null;
	const from = parts[1] === '' ? 0 : Number(parts[1]);
	const to = parts[2] === '' ? from : parts[3] === '' ? 65_535 : Number(parts[3]);
	return from <= to && to <= 65_535 ? { from, to } : null;
}

function setState(rule: Rule, text: string, option: string): void {
	if (text.split(',').includes('NEW')) rule.opening = true;
	else puzzle(rule, `${option} ${text}`);
}

/** The packet that opens a TCP connection has SYN alone of the flags; a mask that it passes asks for no more. */
function readFlags(rule: Rule, words: readonly string[], at: number): number {
	const [mask, set] = [words[at + 1] ?? '', words[at + 2] ?? ''];
	const masked = mask === 'ALL' ? ['SYN'] : mask.split(',').filter((flag) => flag === 'SYN');
	if (masked.length === 1 && set === 'SYN') rule.opening = true;
	else puzzle(rule, words.slice(at, at + 3).join(' '));
	return at + 3;
}
