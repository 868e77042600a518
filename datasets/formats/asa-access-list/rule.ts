import { readNetwork, type Network } from '#lib/cidr.ts';
import { unreadable } from '../../framing/named-csv.ts';
import { canMeet, disjoint, type Match } from '../../policy/match.ts';
import type { Action } from '../../policy/rows.ts';
import type { Definitions } from './definitions.ts';
import { protocolOf, takeNetwork, takePorts, type Service } from './matches.ts';
import type { Words } from './words.ts';

/** What a rule says, its objects and groups put in their places. */
export interface AccessRule {
	action: Action;
	matches: Match[];
}

/** Matches that a rule may have; more come of groups of thousands on both sides. */
const MOST_MATCHES = 20_000;

const every4 = readNetwork('0.0.0.0/0')!;
const every6 = readNetwork('::/0')!;

/** How `show access-list` ends a line: how often the rule was met, and its hash. */
const counters = /^\((?:hitcnt=\d+|inactive)\)$|^0x[0-9a-f]+$/;

/**
 * Reads a rule from its action on. Throws `record not readable` where the rule asks for what a row cannot say,
 * or for what is not defined.
 */
export function readExtended(words: Words, definitions: Definitions): AccessRule {
	const action = takeAction(words);
	const services = takeServices(words, definitions);
	const src = takeAddress(words, definitions);
	if (hasPorts(words, definitions)) throw unreadable('asks for source ports', words.rest);
	const dst = takeAddress(words, definitions);
	const ports = takeDestination(words, definitions);
	takeOptions(words);
	return {
		action,
		matches: matchesOf(words, ports === null ? services : narrowed(services, ports), src, dst)
	};
}

/** A standard list is about destinations. */
export function readStandard(words: Words, definitions: Definitions): AccessRule {
	const action = takeAction(words);
	const dst = takeAddress(words, definitions);
	takeOptions(words);
	return { action, matches: matchesOf(words, [everyService], [null], dst) };
}

const everyService: Service = { proto: null, ports: null, problem: null };

function takeAction(words: Words): Action {
	if (words.takes('permit')) return 'allow';
	if (words.takes('deny')) return 'deny';
	throw unreadable('neither permit nor deny', words.rest);
}

function takeServices(words: Words, definitions: Definitions): readonly Service[] {
	if (words.takes('object')) return definitions.services('object', words.take());
	if (words.takes('object-group')) return definitions.services('group', words.take());
	return [{ proto: protocolOf(words.take()), ports: null, problem: null }];
}

/** The networks of a side; null among them for every address. */
function takeAddress(words: Words, definitions: Definitions): readonly (Network | null)[] {
	if (words.takes('any')) return [null];
	if (words.takes('any4')) return [every4];
	if (words.takes('any6')) return [every6];
	if (words.takes('object')) return definitions.networks('object', words.take());
	if (words.takes('object-group')) return definitions.networks('group', words.take());
	if (words.takes('interface')) return [definitions.address(words.take())];
	if (
		/^(?:object-group-(?:security|user|network-service)|security-group|user|user-group)$/.test(
			words.word
		)
	)
		throw unreadable('asks for more than an address', words.rest);
	return [takeNetwork(words, definitions.names)];
}

/** Whether ports stand here: those of the source, where an address should follow. */
function hasPorts(words: Words, definitions: Definitions): boolean {
	if (/^(?:eq|neq|lt|gt|range)$/.test(words.word)) return true;
	return words.word === 'object-group' && definitions.isOfPorts(words.next);
}

/** Ports, or a type of ICMP, behind the destination; null where neither stands there. */
function takeDestination(words: Words, definitions: Definitions): readonly Service[] | null {
	const ports = takePorts(words);
	if (ports !== null) return [{ proto: null, ports, problem: null }];
	if (words.word !== 'object-group') return null;
	words.take();
	return definitions.services('group', words.take());
}

/** The services of the rule with the ports behind the destination, where both agree on the protocol. */
function narrowed(services: readonly Service[], ports: readonly Service[]): Service[] {
	const found = services.flatMap((service) =>
		ports
			.filter(({ proto }) => proto === null || proto === service.proto)
			.map((port) => ({
				proto: service.proto,
				ports: port.ports,
				problem:
					service.problem ?? port.problem ?? (service.ports === null ? null : 'ports given twice')
			}))
	);
	if (found.length === 0) throw unreadable('ports of another protocol', String(services[0]?.proto));
	return found;
}

function takeOptions(words: Words): void {
	while (!words.isEnd) {
		const word = words.take();
		if (word === 'inactive' || word === '(inactive)')
			throw unreadable('the device passes the rule over', 'inactive');
		if (word === 'time-range') throw unreadable('holds at some times only', words.take());
		if (word === 'log') takeLogging(words);
		else if (!counters.test(word))
			throw unreadable('not understood', `${word} ${words.rest}`.trim());
	}
}

const levels =
	/^(?:[0-7]|default|disable|emergencies|alerts|critical|errors|warnings|notifications|informational|debugging)$/;

/** Whether a rule logs does not change what it decides. */
function takeLogging(words: Words): void {
	if (levels.test(words.word)) words.take();
	if (words.takes('interval')) words.take();
}

function matchesOf(
	words: Words,
	services: readonly Service[],
	sources: readonly (Network | null)[],
	destinations: readonly (Network | null)[]
): Match[] {
	const problem = services.find((service) => service.problem !== null)?.problem;
	if (problem) throw unreadable('service not understood', problem);
	if (services.length * sources.length * destinations.length > MOST_MATCHES)
		throw unreadable(
			'too many addresses and services to put together',
			`more than ${MOST_MATCHES}`
		);
	const matches: Match[] = [];
	for (const src of sources) {
		for (const dst of destinations) {
			if (!canMeet(src, dst)) continue;
			for (const { proto, ports } of services)
				matches.push({ src, dst, proto, ports: ports && disjoint(ports) });
		}
	}
	if (matches.length === 0) throw unreadable('no packet has addresses of two families', words.line);
	return matches;
}
