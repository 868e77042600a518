import { unreadable } from '#lib/unreadable.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { canMeet, disjoint, type Match } from '../../rows/policy/match.ts';
import type { Action } from '../../rows/policy/rows.ts';
import { passWho, takeAddress, type Networks } from './addresses.ts';
import type { AsaDefinitions } from './definitions.ts';
import { everyService, protocolOf, takePorts, type Service } from './matches.ts';
import { isIdle, takeOptions } from './options.ts';
import type { AsaWords } from './words.ts';

/** What a rule says, its objects and groups put in their places. */
export interface AccessRule {
	action: Action;
	matches: Match[];
	/** What was not understood, so that the rule says unknown of all that was; null where it is whole. */
	problem: string | null;
}

/** What a rule is while it is read: each part narrows it. */
interface Draft {
	action: Action;
	services: readonly Service[];
	src: Networks;
	dst: Networks;
	problem: string | null;
}

/** Matches that a rule may have; more come of groups of thousands on both sides. */
const MOST_MATCHES = 20_000;

/**
 * Reads a rule from its action on. Where it asks for what a row cannot say, for what is not defined, or for what is not
 * understood, it is about all packets that the rest allows. Throws `record not readable` where it decides nothing.
 */
export function readExtended(words: AsaWords, definitions: AsaDefinitions): AccessRule {
	return read(words, (draft) => {
		draft.action = takeAction(words);
		draft.services = valueOf(draft, takeServices(words, definitions), [everyService]);
		doubt(draft, passWho(words));
		draft.src = valueOf(draft, takeAddress(words, definitions), [null]);
		doubt(draft, passSourcePorts(words, definitions));
		doubt(draft, passWho(words));
		draft.dst = valueOf(draft, takeAddress(words, definitions), [null]);
		takeDestination(draft, words, definitions);
		doubt(draft, takeOptions(words));
	});
}

/** A standard list is about destinations. */
export function readStandard(words: AsaWords, definitions: AsaDefinitions): AccessRule {
	return read(words, (draft) => {
		draft.action = takeAction(words);
		draft.dst = valueOf(draft, takeAddress(words, definitions), [null]);
		doubt(draft, takeOptions(words));
	});
}

/** A rule of which nothing is understood. */
export function unknownRule(problem: string): AccessRule {
	const match = { src: null, dst: null, proto: null, ports: null };
	return { action: 'unknown', matches: [match], problem };
}

function read(words: AsaWords, parts: (draft: Draft) => void): AccessRule {
	const draft: Draft = {
		action: 'unknown',
		services: [everyService],
		src: [null],
		dst: [null],
		problem: null
	};
	valueOf(draft, () => parts(draft), undefined);
	if (isIdle(words)) throw unreadable('the device passes the rule over', 'inactive');
	const matches = matchesOf(draft, words);
	const { action, problem } = draft;
	return { action: problem === null ? action : 'unknown', matches, problem };
}

/** What a part means; without what is not understood, the rule is about more packets than it may be. */
function valueOf<Value>(draft: Draft, value: () => Value, otherwise: Value): Value {
	try {
		return value();
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		doubt(draft, messageOf(error));
		return otherwise;
	}
}

function doubt(draft: Draft, problem: string | null): void {
	draft.problem ??= problem;
}

function takeAction(words: AsaWords): Action {
	if (words.takes('permit')) return 'allow';
	if (words.takes('deny')) return 'deny';
	throw unreadable('neither permit nor deny', words.rest);
}

/** Takes the words of a protocol; what they mean is found out when it is asked. */
function takeServices(words: AsaWords, definitions: AsaDefinitions): () => readonly Service[] {
	for (const [word, of] of groupWords) {
		if (!words.takes(word)) continue;
		const name = words.take();
		return () => definitions.services(of, name);
	}
	const proto = protocolOf(words.take());
	return () => [{ ...everyService, proto }];
}

const groupWords = [
	['object', 'object'],
	['object-group', 'group']
] as const;

/** Passes over ports of the source, where an address should follow; null where none stand there. */
function passSourcePorts(words: AsaWords, definitions: AsaDefinitions): string | null {
	const isGroup = words.word === 'object-group' && definitions.isOfPorts(words.next);
	const { rest } = words;
	if (isGroup) words.skip(2);
	else if (takePorts(words) === null) return null;
	return unreadable('asks for source ports', rest).message;
}

/** Takes ports, or a type of ICMP, behind the destination, where one of them stands there. */
function takeDestination(draft: Draft, words: AsaWords, definitions: AsaDefinitions): void {
	const ports = takePorts(words);
	if (ports !== null) return withPorts(draft, () => [{ ...everyService, ports: ports() }]);
	if (words.takes('object-group')) {
		const name = words.take();
		return withPorts(draft, () => definitions.services('group', name));
	}
	if (draft.services.every(({ proto }) => proto === 'icmp' || proto === 'icmp6'))
		doubt(draft, passIcmpType(words));
}

function withPorts(draft: Draft, ports: () => readonly Service[]): void {
	draft.services = valueOf(draft, () => narrowed(draft.services, ports()), draft.services);
}

/** No flow tells of which type a packet of ICMP is. */
function passIcmpType(words: AsaWords): string | null {
	const { rest } = words;
	if (!/^(?:\d{1,3}|[a-z][a-z0-9-]*)$/.test(words.word)) return null;
	if (/^(?:log|time-range|inactive|rule-id)$/.test(words.word)) return null;
	words.take();
	if (/^\d{1,3}$/.test(words.word)) words.take();
	return unreadable('asks for a type of ICMP', rest).message;
}

/** The services of the rule with the ports behind the destination, where both agree on the protocol. */
function narrowed(services: readonly Service[], ports: readonly Service[]): Service[] {
	const found = services.flatMap((service) =>
		ports
			.filter(({ proto }) => proto === null || proto === service.proto)
			.map((port) => ({
				...service,
				ports: port.ports,
				problem:
					service.problem ?? port.problem ?? (service.ports === null ? null : 'ports given twice')
			}))
	);
	if (found.length === 0) throw unreadable('ports of another protocol', String(services[0]?.proto));
	return found;
}

function matchesOf(draft: Draft, words: AsaWords): Match[] {
	const { services, src, dst } = draft;
	const problem = services.find((service) => service.problem !== null)?.problem;
	if (problem) doubt(draft, unreadable('service not understood', problem).message);
	if (services.length * src.length * dst.length > MOST_MATCHES) {
		const most = unreadable('too many addresses and services', `more than ${MOST_MATCHES}`);
		doubt(draft, most.message);
		return unknownRule('').matches;
	}
	const matches = src.flatMap((from) =>
		dst
			.filter((to) => canMeet(from, to))
			.flatMap((to) =>
				services.map(({ proto, ports }) => ({
					src: from,
					dst: to,
					proto,
					ports: ports && disjoint(ports)
				}))
			)
	);
	if (matches.length === 0) throw unreadable('no packet has addresses of two families', words.line);
	return matches;
}
