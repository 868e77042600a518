import { protocolName } from '#lib/protocols.ts';

/** Protocols by their lower-case names, or all but those. */
export interface ProtocolSet {
	names: readonly string[];
	isNot: boolean;
}

/** Every protocol by its name. */
const all = [...new Set(Array.from({ length: 256 }, (_, number) => protocolName(number)))];

/** The protocols of these names. */
export function protocols(...names: string[]): ProtocolSet {
	return { names, isNot: false };
}

export function commonProtocols(a: ProtocolSet, b: ProtocolSet): ProtocolSet {
	if (a.isNot && b.isNot) return { names: [...new Set([...a.names, ...b.names])], isNot: true };
	const [some, other] = a.isNot ? [b, a] : [a, b];
	return { names: some.names.filter((name) => hasProtocol(other, name)), isNot: false };
}

export function hasProtocol({ names, isNot }: ProtocolSet, name: string): boolean {
	return names.includes(name) !== isNot;
}

/** Whether each protocol of `inner` is one of `outer`. */
export function hasProtocols(outer: ProtocolSet, inner: ProtocolSet): boolean {
	if (!inner.isNot) return inner.names.every((name) => hasProtocol(outer, name));
	return outer.isNot && outer.names.every((name) => inner.names.includes(name));
}

export function isWithoutProtocol({ names, isNot }: ProtocolSet): boolean {
	return !isNot && names.length === 0;
}

/** Each protocol of the set by its name. */
export function protocolNames({ names, isNot }: ProtocolSet): readonly string[] {
	return isNot ? all.filter((name) => !names.includes(name)) : names;
}
