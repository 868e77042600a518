/** What stands among the rules of a filter and is none of them. */
export interface OtherStatement {
	shape: RegExp;
	/** What it is. */
	what: string;
	/**
	 * A rule about the packets that it may decide about, as they come; left out where it decides nothing. What stands in
	 * it besides leaves that rule about more packets.
	 */
	asked?(text: string): string;
}

/** The name of an anchor, which one with braces may lack. */
const anchorName =
	/^(?:rdr-|binat-)?anchor\b(?:\s+(?:"[^"]*"|(?!(?:in|out|on|quick|all|inet6?|proto|from|to)\b)[^\s{]+))?/;

const translations = 'a translation, behind which rules ask for the other target';
const others: readonly OtherStatement[] = [
	{
		shape: /^(?:rdr-|binat-)anchor\b/,
		what: 'translations of an anchor stand elsewhere',
		asked: askedByAnchor
	},
	{
		shape: /^nat-anchor\b/,
		what: 'translations of an anchor that change where packets come from, and decide nothing'
	},
	{ shape: /^anchor\b/, what: 'rules of an anchor stand elsewhere', asked: askedByAnchor },
	{
		shape: /^load anchor\b/,
		what: 'says where the rules of an anchor stand, which stands itself'
	},
	{
		shape: /^match\b[^]*\s(?:rdr|binat)-to\b/,
		what: translations,
		asked: (text) => text.replace(/^match/, 'pass')
	},
	{ shape: /^match\b/, what: 'match decides nothing' },
	{ shape: /^(?:no )?scrub\b/, what: 'scrub puts packets in order, and decides nothing' },
	{
		shape: /^rdr pass\b/,
		what: 'a translation, which passes what it translates',
		asked: (text) => text.replace(/^rdr pass/, 'pass').replace(/->[^]*$/, '')
	},
	{
		shape: /^rdr\b/,
		what: translations,
		asked: (text) => text.replace(/^rdr/, 'pass').replace(/->[^]*$/, '')
	},
	{ shape: /^binat\b/, what: translations, asked: askedByBoth },
	{ shape: /^(?:nat|no (?:nat|rdr|binat))\b/, what: 'a translation, which decides nothing' },
	{ shape: /^include\b/, what: 'rules of another file', asked: () => 'pass' },
	{
		shape: /^antispoof\b/,
		what: 'antispoof asks for the addresses of an interface',
		asked: () => 'pass in'
	}
];

/** What a statement is that is no rule of a filter; null where it is none that is known. */
export function otherStatement(text: string): OtherStatement | null {
	return others.find(({ shape }) => shape.test(text)) ?? null;
}

function askedByAnchor(text: string): string {
	return text.replace(anchorName, 'pass').replace(/\{$/, '');
}

/** Packets come to the address that stands for the one within; where that is not told, to any. */
function askedByBoth(text: string): string {
	const [, before, to] = /^binat\b([^]*?)\sfrom\b[^]*->\s*(\S+)/.exec(text) ?? [];
	if (to === undefined) return 'pass';
	return `pass${before!.replace(/^\s*pass\b/, '')} from any to ${to}`;
}
