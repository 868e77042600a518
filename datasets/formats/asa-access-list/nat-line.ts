import { Failure } from '#lib/failure.ts';
import { unreadable } from '#lib/unreadable.ts';
import type { RecordBytes } from '../../records/lines/held-lines.ts';
import { allPackets, type Box } from '../../rows/policy/box.ts';
import type { Match } from '../../rows/policy/match.ts';
import { protocols } from '../../rows/policy/protocol-set.ts';
import type { AsaDefinitions } from './definitions.ts';
import { network } from './matches.ts';
import {
	bothWays,
	everyPort,
	takePortPair,
	takeServicePair,
	type NatService
} from './nat-service.ts';
import {
	addressShift,
	everyAddress,
	inlineSide,
	interfaceSide,
	isOneAddress,
	namedSide,
	sideOf,
	type NatSide
} from './nat-side.ts';
import { isTunnelLine, tunnelled } from './tunnel-line.ts';
import type { NatTurning } from './nat-turning.ts';
import { AsaWords } from './words.ts';

/** A line that may change the targets of packets, or lead packets past the lists. */
export interface NatLine extends RecordBytes {
	text: string;
	/** The network object in whose description it stands; null outside of one. */
	object: string | null;
}

/** What a line says, and where it stands in the table of NAT. */
export interface NatRule {
	/** Of NAT, section 1 comes first, and section 2 is that of objects; 0 for what passes the lists. */
	section: 0 | 1 | 2 | 3;
	/** Its number within the section; null where it stands behind those before it. */
	number: number | null;
	/** The real addresses of an object, of which the fewest and lowest come first. */
	real: NatSide;
	name: string;
	turnings: NatTurning[];
}

const natLine =
	/^\s*nat\s+(?:\(([^,()\s]+),([^,()\s]+)\)\s*)?((?:static|dynamic|source|after-auto|\d+)\s.*)$/;
const oldLine = /^static\s+\(([^,()\s]+),([^,()\s]+)\)\s+(.*)$/;

/** Whether a line may change targets, or lead packets past the lists. */
export function isNatLine(text: string): boolean {
	return natLine.test(text) || oldLine.test(text) || isTunnelLine(text);
}

/** What the names in a line stand for. */
export interface NatMeans {
	definitions: AsaDefinitions;
	/** What a list permits. */
	permitted: (list: string) => readonly Match[];
}

/** What a line says; of one that is not understood, that it may be about every packet. */
export function readNat(line: NatLine, means: NatMeans): NatRule {
	const rule: NatRule = {
		section: 1,
		number: null,
		real: everyAddress,
		name: line.object ?? '',
		turnings: []
	};
	try {
		fill(rule, line, means);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		rule.turnings = [anything];
	}
	return rule;
}

const anything: NatTurning = {
	from: null,
	to: null,
	box: allPackets,
	shift: null,
	isCertain: false,
	isListedAsCome: false
};

function fill(rule: NatRule, { text, object }: NatLine, means: NatMeans): void {
	const { definitions } = means;
	const parts = natLine.exec(text);
	if (parts === null) {
		const old = oldLine.exec(text);
		if (old === null) rule.section = 0;
		rule.turnings = old === null ? ofTunnel(text, means) : ofOld(old, definitions);
		return;
	}
	const between = { real: anyOr(parts[1]), mapped: anyOr(parts[2]) };
	const words = new AsaWords(parts[3]!);
	if (object !== null && /^(?:static|dynamic)$/.test(words.word)) {
		rule.section = 2;
		rule.real = namedSide(object, definitions);
		rule.turnings = ofObject(words, between, rule.real, definitions);
	} else {
		takePlace(rule, words);
		rule.turnings = ofTwo(words, between, definitions);
	}
}

/** Whose packets pass the lists, which a device lets those of its tunnels do. */
function ofTunnel(text: string, { permitted }: NatMeans): NatTurning[] {
	return tunnelled(text, permitted).map((box) => ({ ...anything, box }));
}

/** `static (real,mapped) tcp mapped port real port netmask mask` of versions before 8.3. */
function ofOld([, to, from, rest]: RegExpExecArray, definitions: AsaDefinitions): NatTurning[] {
	const words = new AsaWords(rest!);
	const isPort = words.takes('tcp') || words.takes('udp');
	if (words.takes('interface')) return [];
	const address = nameOr(words.take(), definitions);
	if (isPort) words.take();
	while (!words.isEnd && !words.takes('netmask')) words.take();
	const { ranges: dst } = sideOf([network(words.isEnd ? address : `${address}/${words.take()}`)]);
	const box = { ...allPackets, dst };
	return [{ ...anything, from: anyOr(from), to: anyOr(to), box, isListedAsCome: true }];
}

/** The interfaces of a rule; null for any. */
interface Between {
	real: string | null;
	mapped: string | null;
}

function anyOr(name: string | undefined): string | null {
	return name === undefined || name === 'any' ? null : name;
}

function takePlace(rule: NatRule, words: AsaWords): void {
	if (words.takes('after-auto')) rule.section = 3;
	if (/^\d+$/.test(words.word)) rule.number = Number(words.take());
}

/** `static mapped` or `dynamic mapped`, about packets to the mapped addresses. */
function ofObject(
	words: AsaWords,
	{ real: to, mapped: from }: Between,
	real: NatSide,
	definitions: AsaDefinitions
): NatTurning[] {
	const isNamed = isDefined(words.next, definitions);
	if (words.take() === 'dynamic') {
		const shown = isNamed ? passPools(words, definitions) : null;
		return turned({ from, to }, everyAddress, { shown, real }, everyPort, false);
	}
	const shown =
		isNamed || words.word === 'interface'
			? takeNamed(words, from, definitions)
			: inlineSide(nameOr(words.take(), definitions), real);
	const { service, isRead } = takeObjectOptions(words);
	return turned({ from, to }, everyAddress, { shown, real }, service, isRead);
}

function isDefined(name: string, definitions: AsaDefinitions): boolean {
	return definitions.kindOf('object', name) !== null || definitions.kindOf('group', name) !== null;
}

function nameOr(word: string, { names }: AsaDefinitions): string {
	return names.get(word) ?? word;
}

function takeObjectOptions(words: AsaWords): { service: NatService; isRead: boolean } {
	let service = everyPort;
	while (!words.isEnd) {
		if (words.takes('service')) service = takePortPair(words);
		else if (!idleOptions.test(words.word)) break;
		else words.take();
	}
	return { service, isRead: words.isEnd };
}

/** Options that do not change which packets a rule is about. */
const idleOptions = /^(?:dns|net-to-net|no-proxy-arp|route-lookup)$/;

/** `source … destination … service …`: packets from the source to what it takes for the destination, and to the source. */
function ofTwo(
	words: AsaWords,
	{ real, mapped }: Between,
	definitions: AsaDefinitions
): NatTurning[] {
	if (!words.takes('source')) throw unreadable('not understood', words.line);
	const isStatic = words.takes('static');
	if (!isStatic && !words.takes('dynamic')) throw unreadable('not understood', words.line);
	const source = namedSide(words.take(), definitions);
	const shown = isStatic ? takeNamed(words, mapped, definitions) : passPools(words, definitions);
	const target = takeTarget(words, real, definitions);
	const services = words.takes('service') ? takeServicePair(words, definitions) : bothWays;
	const { isIdle, isOneWay, isRead } = takeOptions(words);
	if (isIdle) return [];
	const isLed = target.isAsked || mapped === null;
	return [
		...turned({ from: real, to: mapped }, source, target, services.there, isRead && isLed),
		...turned(
			{ from: mapped, to: real },
			target.real,
			{ shown, real: source },
			services.back,
			isStatic && isRead && !isOneWay
		)
	];
}

/** Targets as packets come to them, and what becomes of them. */
interface Targets {
	/** Null where packets to them are none that a list decides about. */
	shown: NatSide | null;
	real: NatSide;
}

function turned(
	interfaces: Pick<NatTurning, 'from' | 'to'>,
	src: NatSide,
	{ shown, real }: Targets,
	service: NatService,
	isSure: boolean
): NatTurning[] {
	if (shown === null) return [];
	const address = addressShift(shown, real);
	const { proto, ports, shift: port } = service;
	const isV6 = (shown.ranges ?? src.ranges)?.[0]?.isV6;
	const box: Box = {
		...allPackets,
		family: isV6 === undefined ? null : isV6 ? 'ip6' : 'ip',
		src: src.ranges,
		dst: shown.ranges,
		protos: proto === null ? null : protocols(proto),
		ports
	};
	const shift = address === null || port === null ? null : { address, port };
	const isCertain = isSure && src.isKnown && service.isCertain;
	return [{ ...interfaces, box, shift, isCertain, isListedAsCome: false }];
}

/**
 * Passes over what dynamic rules make of sources. Whoever is shown by an address of a pool has it for some time, in
 * which packets may come to it; null where ports are shared out, so that none comes by itself.
 */
function passPools(words: AsaWords, definitions: AsaDefinitions): NatSide | null {
	const isShared = /^(?:interface|pat-pool)$/.test(words.word);
	const pool = isShared ? null : namedSide(words.take(), definitions);
	while (!words.isEnd && !/^(?:destination|service|inactive|description)$/.test(words.word))
		words.take();
	return pool === null || isOneAddress(pool) ? null : pool;
}

function takeNamed(
	words: AsaWords,
	name: string | null,
	definitions: AsaDefinitions
): NatSide | null {
	const word = words.take();
	if (word !== 'interface') return namedSide(word, definitions);
	return words.takes('ipv6') ? null : interfaceSide(name, definitions);
}

function takeTarget(
	words: AsaWords,
	name: string | null,
	definitions: AsaDefinitions
): Targets & { isAsked: boolean } {
	if (!words.takes('destination'))
		return { shown: everyAddress, real: everyAddress, isAsked: false };
	if (!words.takes('static')) throw unreadable('not understood', words.line);
	const shown = takeNamed(words, name, definitions);
	return { shown, real: namedSide(words.take(), definitions), isAsked: true };
}

function takeOptions(words: AsaWords): { isIdle: boolean; isOneWay: boolean; isRead: boolean } {
	const found = { isIdle: false, isOneWay: false, isRead: true };
	while (!words.isEnd && !words.takes('description')) {
		if (words.takes('inactive')) found.isIdle = true;
		else if (words.takes('unidirectional')) found.isOneWay = true;
		else if (idleOptions.test(words.word)) words.take();
		else return { ...found, isRead: false };
	}
	return found;
}
