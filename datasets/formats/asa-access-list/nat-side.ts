import { merged, networksOf, rangeOf, type AddressRange } from '#lib/address-range.ts';
import { Failure } from '#lib/failure.ts';
import type { Network } from '#lib/cidr.ts';
import type { AsaDefinitions } from './definitions.ts';
import { network } from './matches.ts';

/** The addresses on one side of a translation. */
export interface NatSide {
	/** Null for every address, and where they are not known. */
	ranges: readonly AddressRange[] | null;
	isKnown: boolean;
}

export const everyAddress: NatSide = { ranges: null, isKnown: true };
const unknownSide: NatSide = { ranges: null, isKnown: false };

/** What is added to the addresses of one side to make them those of the other; null where they are not one for one. */
export function addressShift(from: NatSide, to: NatSide): bigint | null {
	if (!from.isKnown || !to.isKnown) return null;
	const [left, right] = [from.ranges ?? [], to.ranges ?? []];
	const isSame =
		left.length === right.length &&
		left.every((one, i) => isEqual(one, right[i]!)) &&
		(from.ranges === null) === (to.ranges === null);
	if (isSame) return 0n;
	const [[one], [other]] = [left, right];
	if (left.length !== 1 || right.length !== 1 || one!.isV6 !== other!.isV6) return null;
	return sizeOf(one!) === sizeOf(other!) ? other!.first - one!.first : null;
}

function isEqual(a: AddressRange, b: AddressRange): boolean {
	return a.isV6 === b.isV6 && a.first === b.first && a.last === b.last;
}

/** How many addresses it has. */
export function sizeOf({ first, last }: AddressRange): bigint {
	return last - first + 1n;
}

export function isOneAddress({ ranges }: NatSide): boolean {
	return ranges?.length === 1 && sizeOf(ranges[0]!) === 1n;
}

export function sideOf(networks: readonly Network[]): NatSide {
	return { ranges: merged(networks.map((network) => rangeOf(network))), isKnown: true };
}

/** The addresses of an object or a group; not known where one of them is not. */
export function namedSide(name: string, definitions: AsaDefinitions): NatSide {
	if (name === 'any' || name === 'any4' || name === 'any6') return everyAddress;
	const of = definitions.kindOf('object', name) === null ? 'group' : 'object';
	return sideFrom(() => sideOf(definitions.networks(of, name)));
}

/** The address of an interface; null where its line does not tell it. */
export function interfaceSide(name: string | null, definitions: AsaDefinitions): NatSide | null {
	const found = sideFrom(() => sideOf([definitions.address(name ?? 'any')]));
	return found.isKnown ? found : null;
}

function sideFrom(side: () => NatSide): NatSide {
	try {
		return side();
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		return unknownSide;
	}
}

/**
 * The mapped addresses of an object where one of them is written: as many as the object has. Those of a range begin
 * there, those of a subnet are the subnet of the same length that it lies in.
 */
export function inlineSide(text: string, real: NatSide): NatSide {
	const written = network(text);
	if (!written.isHost) return sideOf([written]);
	const { isV6, first } = rangeOf(written);
	const [only, ...others] = real.ranges ?? [];
	if (only === undefined || others.length > 0 || only.isV6 !== isV6) return sideOf([written]);
	const size = sizeOf(only);
	const from = networksOf(only).length === 1 ? first - (first % size) : first;
	return { ranges: [{ isV6, first: from, last: from + size - 1n }], isKnown: true };
}
