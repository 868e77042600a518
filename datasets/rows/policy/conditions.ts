import { allAddresses, rangeOf, without, type AddressRange } from '#lib/address-range.ts';
import { readNetwork } from '#lib/cidr.ts';
import { addresses, allPackets, covers, meet, type Box, type Family } from './box.ts';
import { MOST_PORT } from './match.ts';
import type { Own } from './own.ts';
import type { AddressKind, Condition, Hook } from './ruleset.ts';

/** Where a packet meets a rule, and what is known of it there. */
export interface PacketPlace {
	hook: Hook;
	own: Own;
	/** True where the packet's target was changed. */
	translated: boolean;
	/** True where some connections are not tracked. */
	untracks: boolean;
	/** True for the answer to the packet that opens a connection. */
	isAnswer: boolean;
}

/** The packets for which a condition may hold, and whether it holds for all of them. */
export interface HeldPackets {
	box: Box;
	isCertain: boolean;
}

/** What is left of packets under the conditions of a rule; more than one where the families differ. */
export function heldBy(
	box: Box,
	conditions: readonly Condition[],
	place: PacketPlace
): HeldPackets[] {
	let held = ofHiddenPort(box, place);
	for (const condition of conditions) held = held.flatMap((one) => narrowed(one, condition, place));
	return held;
}

/** Ports that programs get which ask for none: those that connections come from. */
const ANY_PORT = [{ from: 1024, to: MOST_PORT }];

/**
 * The port that a connection comes from is not asked for, so it is not known whether a rule about it holds. An answer
 * goes to that port, which is taken for one of those that a program gets.
 */
function ofHiddenPort(box: Box, { isAnswer }: PacketPlace): HeldPackets[] {
	const hidden = isAnswer ? 'ports' : 'sports';
	const asked = box[hidden];
	const open = { box: { ...box, [hidden]: null }, isCertain: asked === null };
	if (!isAnswer || asked === null) return [open];
	if (meet(box, { ...allPackets, ports: ANY_PORT }) === null) return [];
	return [{ ...open, isCertain: covers(box, { ...box, ports: ANY_PORT }) }];
}

function narrowed(held: HeldPackets, condition: Condition, place: PacketPlace): HeldPackets[] {
	const open = { ...held, isCertain: false };
	switch (condition.kind) {
		case 'open':
			return [open];
		case 'never':
			return [];
		case 'state':
			return ofState(held, condition, place);
		case 'translated':
			return place.translated !== condition.isNot ? [held] : [];
		case 'interface':
			return atInterface(held, condition);
		case 'address':
			return families(held.box).flatMap((box) => ofKind({ ...held, box }, condition, place));
	}
}

function ofState(
	held: HeldPackets,
	{ opens, answers, untracked }: Extract<Condition, { kind: 'state' }>,
	{ isAnswer, untracks }: PacketPlace
): HeldPackets[] {
	const holds = isAnswer ? answers : opens;
	if (untracks && holds !== untracked) return [{ ...held, isCertain: false }];
	return holds ? [held] : [];
}

/** No packet from or to another machine goes over the loopback interface; of others it is not known. */
function atInterface(
	held: HeldPackets,
	{ name, isNot }: Extract<Condition, { kind: 'interface' }>
): HeldPackets[] {
	if (name === '+' || name === '*') return isNot ? [] : [held];
	if (name === 'lo') return isNot ? [held] : [];
	return [{ ...held, isCertain: false }];
}

function families(box: Box): Box[] {
	if (box.family !== null) return [box];
	return (['ip', 'ip6'] as const).flatMap((family) => meet(box, boxOf(family)) ?? []);
}

function boxOf(family: Family): Box {
	return { ...allPackets, family };
}

function ranges(...networks: string[]): AddressRange[] {
	return addresses(networks.map((text) => rangeOf(readNetwork(text)!)));
}

const groups: Readonly<Record<Family, readonly AddressRange[]>> = {
	ip: ranges('224.0.0.0/4'),
	ip6: ranges('ff00::/8')
};
const everybody: Readonly<Record<Family, readonly AddressRange[]>> = {
	ip: ranges('255.255.255.255'),
	ip6: []
};

/** The addresses of a kind; null where they are not known, or where every other one is meant. */
type Known = readonly AddressRange[] | null;

function ofKind(
	held: HeldPackets,
	{ side, kinds, isNot }: Extract<Condition, { kind: 'address' }>,
	place: PacketPlace
): HeldPackets[] {
	const family = held.box.family!;
	const known = kinds.map((kind) => knownOf(kind, family, side, place));
	if (known.some((one) => one === null)) return [{ ...held, isCertain: false }];
	const meant = addresses(known.flatMap((one) => one!));
	const every = allAddresses.filter(({ isV6 }) => isV6 === (family === 'ip6'));
	const box = { ...boxOf(family), [side]: isNot ? without(every, meant) : meant };
	const found = meet(held.box, box);
	return found === null ? [] : [{ ...held, box: found }];
}

/**
 * At the hook input a target that is no group is the device's own; at forward it never is. Of subnets it is not known
 * which addresses reach everybody in them, but an address of the device is none.
 */
function knownOf(
	kind: AddressKind,
	family: Family,
	side: 'src' | 'dst',
	place: PacketPlace
): Known {
	const own = place.own.addresses[family];
	if (kind === 'multicast') return groups[family];
	if (kind === 'other') return null;
	const isInput = side === 'dst' && place.hook === 'input';
	if (kind === 'broadcast') return isInput && own !== null ? everybody[family] : null;
	if (side === 'src') return own;
	if (isInput) return inputTargets[family];
	if (place.hook === 'forward' || place.hook === 'postrouting') return [];
	return own;
}

const inputTargets: Readonly<Record<Family, readonly AddressRange[]>> = {
	ip: without(allAddresses.slice(0, 1), [...groups.ip, ...everybody.ip]),
	ip6: without(allAddresses.slice(1), groups.ip6)
};
