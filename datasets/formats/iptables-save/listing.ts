import { wordsOf } from '../../rows/policy/words.ts';

/** The columns of `iptables -L`, by its options. */
export interface ListingColumns {
	/** `--line-numbers` was given. */
	numbered: boolean;
	/** `-v` was given: counters and interfaces are told. */
	verbose: boolean;
}

/** The columns that a head line names; null for a line that is none. */
export function columnsOf(line: string): ListingColumns | null {
	const head =
		/^(num\s+)?(pkts\s+bytes\s+)?target\s+prot\s+(?:opt\s+)?(in\s+out\s+)?source\s+destination/;
	const found = head.exec(line);
	return found === null
		? null
		: { numbered: found[1] !== undefined, verbose: found[3] !== undefined };
}

/** The words of the rule that a line of `iptables -L` lists; null where it is none. */
export function listedRule(chain: string, line: string, columns: ListingColumns): string[] | null {
	const counters = columns.verbose ? String.raw`\d+[KMGTP]?\s+\d+[KMGTP]?\s+` : '';
	const start = new RegExp(`^${columns.numbered ? String.raw`\d+\s+` : ''}${counters}`).exec(
		line.trimStart()
	);
	if (start === null) return null;
	const rest = line.trimStart().slice(start[0].length);
	const found =
		shapeOf(columns, true).exec(rest)?.groups ?? shapeOf(columns, false).exec(rest)?.groups;
	if (found === undefined) return null;
	return [
		...['-A', chain],
		...option('-p', /^!?(?:0|all)$/.test(found.prot!) ? '*' : found.prot!),
		...(found.opt === '-f' ? ['-f'] : []),
		...(columns.verbose ? option('-i', found.in!) : ['--interfaces-not-listed']),
		...(columns.verbose ? option('-o', found.out!) : []),
		...option('-s', found.src!),
		...option('-d', found.dst!),
		...withTarget(found.target, found.more ?? '')
	];
}

/** A line without a target is told by its options, which older versions leave empty for IPv6. */
function shapeOf({ verbose }: ListingColumns, hasTarget: boolean): RegExp {
	const address = String.raw`!?[\w:][\w.:-]*(?:\/[\d.]+)?`;
	return new RegExp(
		[
			hasTarget ? String.raw`^(?<target>\S+)\s+` : '^',
			String.raw`(?<prot>!?\w[\w-]*)\s+`,
			String.raw`(?:(?<opt>--|-f|!f)\s+)${hasTarget ? '?' : ''}`,
			verbose ? String.raw`(?<in>\S+)\s+(?<out>\S+)\s+` : '',
			String.raw`(?<src>${address})\s+(?<dst>${address})(?:\s+(?<more>.*))?$`
		].join('')
	);
}

/** `*` and its like stand for whatever it is, and `!` in front for whatever it is not. */
function option(name: string, text: string): string[] {
	if (/^(?:\*|any|anywhere|0\.0\.0\.0\/0|::\/0)$/.test(text)) return [];
	return text.startsWith('!') ? ['!', name, text.slice(1)] : [name, text];
}

/** What is matched besides stands behind the addresses, and behind it what the target does. */
function withTarget(target: string | undefined, more: string): string[] {
	const { matches, ofTarget, isGoto } = detailsOf(more.trim());
	if (target === undefined) return matches;
	return [...matches, isGoto ? '-g' : '-j', target, ...ofTarget];
}

interface Details {
	matches: string[];
	ofTarget: string[];
	isGoto: boolean;
}

type Shape = readonly [shape: RegExp, words: (found: RegExpExecArray) => string[]];

const not = (mark: string | undefined, ...words: string[]) =>
	mark?.includes('!') ? ['!', ...words] : words;

/** Matches as they are listed, and the options that ask for them. */
const matches: readonly Shape[] = [
	[/^\/\* (.*?) \*\//, ([, text]) => ['--comment', text!]],
	[/^(?:tcp|udp|udplite|sctp|dccp)(?= (?:[sd]pts?|flags):)/, () => []],
	[/^dpts?:(!?)(\S+)/, ([, mark, ports]) => not(mark, '--dport', ports!)],
	[/^spts?:(!?)(\S+)/, ([, mark, ports]) => not(mark, '--sport', ports!)],
	[
		/^flags:(!?)0x([0-9A-Fa-f]+)\/0x([0-9A-Fa-f]+)/,
		([, mark, mask, set]) => not(mark, '--tcp-flags', flags(mask!), flags(set!))
	],
	[
		/^multiport (dports|sports|ports) (! ?)?(\S+)/,
		([, side, mark, ports]) => not(mark, `--${side}`, ports!)
	],
	[/^(! ?)?(ctstate|state) (\S+)/, ([, mark, name, states]) => not(mark, `--${name}`, states!)],
	[/^(! ?)?ctdir (\S+)/, ([, mark, way]) => not(mark, '--ctdir', way!)],
	[
		/^icmp(?:v6)?(?: ?(!?) ?)?type (\S+)(?: code \S+)?/,
		([, mark, type]) => not(mark, '--icmp-type', type!)
	],
	[/^ADDRTYPE match(?= )/, () => []],
	[/^src-type (!?)(\S+)/, ([, mark, kinds]) => not(mark, '--src-type', kinds!)],
	[/^dst-type (!?)(\S+)/, ([, mark, kinds]) => not(mark, '--dst-type', kinds!)],
	[/^source IP range (! ?)?(\S+)/, ([, mark, range]) => not(mark, '--src-range', range!)],
	[/^destination IP range (! ?)?(\S+)/, ([, mark, range]) => not(mark, '--dst-range', range!)]
];

const ofTargets: readonly Shape[] = [
	[/^reject-with \S+/, () => []],
	[/^to:(\S+)/, ([, to]) => ['--to-destination', to!]],
	[/^redir ports (\S+)/, ([, ports]) => ['--to-ports', ports!]],
	[/^CT notrack/, () => ['--notrack']],
	[/^(?:LOG|NFLOG|MARK|CONNMARK|TCPMSS|CT|SET|TOS|DSCP|masq) .*/, () => []]
];

function detailsOf(text: string): Details {
	const details: Details = { matches: [], ofTarget: [], isGoto: false };
	let open = '';
	for (let rest = text; rest !== '';) {
		const [shape, words] = matches.find(([one]) => one.test(rest)) ?? [null, null];
		const [own, options] = ofTargets.find(([one]) => one.test(rest)) ?? [null, null];
		const found = (shape ?? own ?? /^(?:\[goto\]|\S+)/).exec(rest)!;
		if (words !== null) details.matches.push(...words(found));
		else if (options !== null) details.ofTarget.push(...options(found));
		else if (found[0] === '[goto]') details.isGoto = true;
		else open += ` ${found[0]}`;
		rest = rest.slice(found[0].length).trimStart();
	}
	if (open !== '') details.matches.unshift('--listed', ...wordsOf(open.trim()).map(harmless));
	return details;
}

/** What is not understood is told, and must not be taken for an option. */
function harmless(word: string): string {
	return word.replace(/^(?:-+|!+)/, '') || 'not';
}

const bits = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];

function flags(text: string): string {
	const number = parseInt(text, 16);
	return bits.filter((_, i) => (number >> i) & 1).join(',') || 'NONE';
}
