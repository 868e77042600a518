import { rangeOf, type AddressRange } from '#lib/address-range.ts';
import { isV6, type Network } from '#lib/cidr.ts';
import { allPackets, meet, type Box } from '../../rows/policy/box.ts';
import type { Match } from '../../rows/policy/match.ts';
import { matchesIn } from '../../rows/policy/place.ts';
import { protocols } from '../../rows/policy/protocol-set.ts';

/** What is added to the address and to the port of a target. */
export interface Shift {
	address: bigint;
	port: number;
}

/** Packets whose target a line of the configuration may change, and what becomes of it. */
export interface NatTurning {
	/** The interfaces where they come in and go out; null for any. */
	from: string | null;
	to: string | null;
	/** The packets, by the target that they come with. */
	box: Box;
	/** Null where it is not known what becomes of the target. */
	shift: Shift | null;
	/** False where the line may be about the packets, and may not. */
	isCertain: boolean;
	/** Whether a list on their way in speaks of the target that they come with, as it did before 8.3. */
	isListedAsCome: boolean;
}

/** A turning of which lists tell the answer: where each packet of it goes is known. */
export interface KnownNatTurning extends NatTurning {
	shift: Shift;
}

export function isKnown(turning: NatTurning): turning is KnownNatTurning {
	return turning.isCertain && turning.shift !== null;
}

function keepsTarget({ shift }: NatTurning): boolean {
	return shift !== null && shift.address === 0n && shift.port === 0;
}

/**
 * The turnings that matter, in their order, of which the first decides. One that leaves the target as it is keeps
 * packets from those behind it, and else changes nothing.
 */
export function ofEffect<Of extends NatTurning>(turnings: readonly Of[]): Of[] {
	const behind: Of[] = [];
	const found: Of[] = [];
	for (const turning of [...turnings].reverse()) {
		if (!keepsTarget(turning)) behind.push(turning);
		found.push(...(keepsTarget(turning) ? narrowed(turning, behind) : [turning]));
	}
	return found.reverse();
}

function narrowed<Of extends NatTurning>(turning: Of, to: readonly NatTurning[]): Of[] {
	return to.flatMap(({ box }) => {
		const both = meet(turning.box, box);
		return both === null ? [] : [{ ...turning, box: both }];
	});
}

/** What a rule about packets to the targets behind a turning says, told by the targets that they come with. */
export function asTheyCome(packets: readonly Box[], { box, shift }: KnownNatTurning): Match[] {
	const behind = shifted(box, shift);
	const back = { address: -shift.address, port: -shift.port };
	return packets.flatMap((one) => {
		const both = meet(one, behind);
		return both === null ? [] : matchesIn(shifted(both, back));
	});
}

function shifted(box: Box, { address, port }: Shift): Box {
	const move = ({ first, last, ...range }: AddressRange): AddressRange => ({
		...range,
		first: first + address,
		last: last + address
	});
	return {
		...box,
		dst: box.dst?.map((range) => move(range)) ?? null,
		ports: box.ports?.map(({ from, to }) => ({ from: from + port, to: to + port })) ?? null
	};
}

/** The packets that a match is about. */
export function boxOf({ src, dst, proto, ports }: Match): Box {
	const known = src ?? dst;
	return {
		...allPackets,
		family: known === null ? null : isV6(known) ? 'ip6' : 'ip',
		src: rangesOf(src),
		dst: rangesOf(dst),
		protos: proto === null ? null : protocols(proto),
		ports
	};
}

function rangesOf(network: Network | null): AddressRange[] | null {
	return network === null ? null : [rangeOf(network)];
}
