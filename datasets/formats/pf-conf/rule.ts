import { Failure, messageOf } from '#lib/failure.ts';
import { protocolName, protocolNumber } from '#lib/protocols.ts';
import { unreadable } from '../../framing/named-csv.ts';
import { canMeet, type Match, type PortRange } from '../../policy/match.ts';
import type { Action } from '../../policy/rows.ts';
import { networksIn, takeAddresses, type AddressSet, type Table } from './addresses.ts';
import { option } from './options.ts';
import { takePorts } from './ports.ts';
import type { TokenStream } from './tokens.ts';

export interface Interface {
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
	interfaces: Interface[] | null;
	matches: Match[];
	label: string | null;
	/** Why the rule cannot be said in rows; null where it can. */
	problem: string | null;
	/** Translations that the rule asks for, by their words. */
	translations: string[];
}

/** What a rule is while it is read. */
export interface Draft extends PfRule {
	family: 'inet' | 'inet6' | null;
	protocols: (string | null)[];
	src: AddressSet;
	dst: AddressSet;
	ports: PortRange[] | null;
}

export interface Context {
	tables: ReadonlyMap<string, Table>;
	/** What `block` alone does. */
	blockAction: Action;
}

const MOST_MATCHES = 20_000;

/** Reads a rule that begins with `pass` or `block`. */
export function readRule(stream: TokenStream, context: Context): PfRule {
	const draft: Draft = {
		action: actionOf(stream, context),
		direction: null,
		quick: false,
		interfaces: null,
		matches: [],
		label: null,
		problem: null,
		translations: [],
		family: null,
		protocols: [null],
		src: null,
		dst: null,
		ports: null
	};
	try {
		while (!stream.isEnd) readPart(draft, stream, context);
		draft.matches = matchesOf(draft);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		draft.problem = messageOf(error);
	}
	return draft;
}

function actionOf(stream: TokenStream, { blockAction }: Context): Action {
	if (stream.take().text === 'pass') return 'allow';
	if (stream.takes('drop')) return 'drop';
	const returns = ['return', 'return-rst', 'return-icmp', 'return-icmp6'];
	if (!returns.some((word) => stream.takes(word))) return blockAction;
	if (stream.token?.kind === 'mark' && stream.token.text === '(') stream.pass();
	return 'reject';
}

function readPart(draft: Draft, stream: TokenStream, { tables }: Context): void {
	const { kind, text } = stream.take();
	if (kind !== 'word') throw unreadable('not understood', `${text} ${stream.rest}`.trim());
	if (text === 'in' || text === 'out') draft.direction = text;
	else if (text === 'quick') draft.quick = true;
	else if (text === 'inet' || text === 'inet6') draft.family = text;
	else if (text === 'on') draft.interfaces = stream.list(() => takeInterface(stream));
	else if (text === 'proto') draft.protocols = stream.list(() => protocolOf(stream.take().text));
	else if (text === 'from') takeSource(draft, stream, tables);
	else if (text === 'to') takeDestination(draft, stream, tables);
	else if (text !== 'all') option(draft, text, stream);
}

function takeInterface(stream: TokenStream): Interface {
	const isNot = stream.takes('!');
	const { kind, text } = stream.take();
	if (kind === 'mark' || text === 'rdomain')
		throw unreadable('an interface not understood', `${text} ${stream.rest}`);
	return { name: text, isNot };
}

function protocolOf(text: string): string {
	const number = protocolNumber(text);
	if (number === null && !/^[a-z][a-z0-9-]*$/.test(text))
		throw unreadable('no such protocol', text);
	return number === null ? text : protocolName(number);
}

function takeSource(draft: Draft, stream: TokenStream, tables: Context['tables']): void {
	if (stream.token?.text !== 'port') draft.src = takeAddresses(stream, tables);
	if (stream.takes('port')) throw unreadable('asks for source ports', stream.rest);
	if (stream.takes('os')) throw unreadable('asks for an operating system', stream.rest);
}

function takeDestination(draft: Draft, stream: TokenStream, tables: Context['tables']): void {
	if (stream.token?.text !== 'port') draft.dst = takeAddresses(stream, tables);
	if (stream.takes('port')) draft.ports = takePorts(stream);
}

function matchesOf({ family, protocols, src, dst, ports }: Draft): Match[] {
	if (ports !== null && protocols.some((proto) => !withPorts.has(proto)))
		throw unreadable('ports of a protocol that has none', protocols.join(', ') || 'any');
	const [sources, destinations] = [networksIn(src, family), networksIn(dst, family)];
	if (sources.length * destinations.length * protocols.length > MOST_MATCHES)
		throw unreadable('too many addresses to put together', `more than ${MOST_MATCHES} pairs`);
	const matches = sources.flatMap((from) =>
		destinations
			.filter((to) => canMeet(from, to))
			.flatMap((to) => protocols.map((proto) => ({ src: from, dst: to, proto, ports })))
	);
	if (matches.length === 0)
		throw unreadable('no packet has such addresses', family ?? 'two families');
	return matches;
}

const withPorts = new Set<string | null>(['tcp', 'udp', 'sctp']);
