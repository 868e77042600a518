import { unreadable } from '#lib/unreadable.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { canMeet, everything, type Match, type PortRange } from '../../rows/policy/match.ts';
import { protocolIn } from '../../rows/policy/protocols.ts';
import type { Action } from '../../rows/policy/rows.ts';
import { networksIn, takeAddresses, type AddressSet, type PfTable } from './addresses.ts';
import { isOption, option } from './options.ts';
import { takePorts } from './ports.ts';
import type { TokenStream } from './tokens.ts';

export interface PfInterface {
	name: string;
	/** True where every interface but this one is meant. */
	isNot: boolean;
}

/** A filter rule; what is known of it even where the rest is not understood. */
export interface PfRule {
	action: Action;
	/** Null where packets in both directions are meant. */
	direction: 'in' | 'out' | null;
	/** The first rule that is quick decides; without one, the last that fits. */
	quick: boolean;
	/** Interfaces, one of which it must be; null where every one is meant. */
	interfaces: PfInterface[] | null;
	matches: Match[];
	label: string | null;
	/** What was not understood, so that the rule says unknown of all that was; null where it is whole. */
	problem: string | null;
	/** Translations that the rule asks for, by their words. */
	translations: string[];
}

/** What a rule is while it is read. */
export interface PfDraft extends PfRule {
	family: 'inet' | 'inet6' | null;
	protocols: (string | null)[];
	src: AddressSet;
	dst: AddressSet;
	ports: PortRange[] | null;
	/** True where something stands in it that is no word of pf, and so may be any. */
	isStrange: boolean;
}

export interface PfContext {
	tables: ReadonlyMap<string, PfTable>;
	/** What `block` alone does. */
	blockAction: Action;
}

const MOST_MATCHES = 20_000;

/** Reads a rule that begins with `pass` or `block`. */
export function readRule(stream: TokenStream, context: PfContext): PfRule {
	const draft: PfDraft = {
		...unknownRule(null),
		action: actionOf(stream, context),
		quick: false,
		family: null,
		protocols: [null],
		src: null,
		dst: null,
		ports: null,
		isStrange: false
	};
	attempt(draft, stream, () => {
		while (!stream.isEnd) readPart(draft, stream, context);
	});
	attempt(draft, stream, () => {
		draft.matches = matchesOf(draft);
	});
	return draft;
}

/** What may decide about any packet before all others do. */
export function unknownRule(problem: string | null): PfRule {
	return {
		action: 'unknown',
		direction: null,
		quick: true,
		interfaces: null,
		matches: [everything],
		label: null,
		problem,
		translations: []
	};
}

/** Each part narrows the rule: without those that are not understood, it is about more packets than it may be. */
function attempt(draft: PfDraft, stream: TokenStream, read: () => void): void {
	try {
		read();
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		doubt(draft, error);
		draft.quick ||= draft.isStrange || stream.hasAhead('quick');
	}
}

function doubt(draft: PfDraft, failure: Failure): void {
	draft.problem ??= messageOf(failure);
	draft.action = 'unknown';
}

function actionOf(stream: TokenStream, { blockAction }: PfContext): Action {
	if (stream.take().text === 'pass') return 'allow';
	if (stream.takes('drop')) return 'drop';
	const returns = ['return', 'return-rst', 'return-icmp', 'return-icmp6'];
	if (!returns.some((word) => stream.takes(word))) return blockAction;
	if (stream.token?.kind === 'mark' && stream.token.text === '(') stream.pass();
	return 'reject';
}

function readPart(draft: PfDraft, stream: TokenStream, { tables }: PfContext): void {
	const { kind, text } = stream.take();
	if (kind !== 'word') throw unreadable('not understood', `${text} ${stream.rest}`.trim());
	if (text === 'in' || text === 'out') draft.direction = text;
	else if (text === 'quick') draft.quick = true;
	else if (text === 'inet' || text === 'inet6') draft.family = text;
	else if (text === 'on') draft.interfaces = stream.list(() => takeInterface(stream));
	else if (text === 'proto') draft.protocols = stream.list(() => protocolOf(stream.take().text));
	else if (text === 'from') takeSource(draft, stream, tables);
	else if (text === 'to') takeDestination(draft, stream, tables);
	else if (text !== 'all') {
		draft.isStrange = !asking.has(text) && !isOption(text);
		option(draft, text, stream);
	}
}

/** Words by which a rule asks for what no row says; behind them `quick` does not stand. */
const asking = new Set(['allow-opts', 'divert-packet', 'divert-reply', 'divert-to', 'fragment', 'group',
	'icmp-type', 'icmp6-type', 'max-pkt-rate', 'max-pkt-size', 'once', 'prio', 'probability', 'received-on',
	'rtable', 'tagged', 'tos', 'user', '!', 'af-to']); // prettier-ignore

function takeInterface(stream: TokenStream): PfInterface {
	const isNot = stream.takes('!');
	const { kind, text } = stream.take();
	if (kind === 'mark' || text === 'rdomain')
		throw unreadable('an interface not understood', `${text} ${stream.rest}`);
	return { name: text, isNot };
}

function protocolOf(text: string): string {
	const name = protocolIn(text);
	if (name === null) throw unreadable('no such protocol', text);
	return name;
}

function takeSource(draft: PfDraft, stream: TokenStream, tables: PfContext['tables']): void {
	if (stream.token?.text !== 'port') draft.src = takeAddresses(stream, tables);
	if (stream.takes('port')) {
		doubt(draft, unreadable('asks for source ports', stream.rest));
		takePorts(stream);
	}
	if (stream.takes('os')) {
		doubt(draft, unreadable('asks for an operating system', stream.rest));
		stream.list(() => stream.take());
	}
}

function takeDestination(draft: PfDraft, stream: TokenStream, tables: PfContext['tables']): void {
	if (stream.token?.text !== 'port') draft.dst = takeAddresses(stream, tables);
	if (stream.takes('port')) draft.ports = takePorts(stream);
}

function matchesOf({ family, protocols, src, dst, ports }: PfDraft): Match[] {
	if (ports !== null && protocols.some((proto) => !withPorts.has(proto)))
		throw unreadable('ports of a protocol that has none', protocols.join(', ') || 'any');
	const [sources, destinations] = [networksIn(src, family), networksIn(dst, family)];
	if (sources.length * destinations.length * protocols.length > MOST_MATCHES)
		throw unreadable('too many addresses to put together', `more than ${MOST_MATCHES} pairs`);
	return sources.flatMap((from) =>
		destinations
			.filter((to) => canMeet(from, to))
			.flatMap((to) => protocols.map((proto) => ({ src: from, dst: to, proto, ports })))
	);
}

const withPorts = new Set<string | null>(['tcp', 'udp', 'sctp']);
