import { protocolName, protocolNumber } from '#lib/protocols.ts';

/** Protocols by the names that `/etc/protocols` gives them, those that logs have no name for. */
const numbers: Readonly<Record<string, number>> = {
	'ax.25': 93, ddp: 37, encap: 98, etherip: 97, fc: 133, ggp: 3, hip: 139, hmp: 20, 'idpr-cmtp': 38,
	idrp: 45, igp: 9, igrp: 9, ipcomp: 108, ipencap: 4, 'iso-tp4': 29, isis: 124, l2tp: 115, manet: 138,
	'mobility-header': 135, pup: 12, rohc: 142, rspf: 73, shim6: 140, skip: 57, st: 5,
	vmtp: 81, wesp: 141, 'xns-idp': 22, xtp: 36
}; // prettier-ignore

/** A protocol that a rule names or numbers, as logs have it; null where it is none. */
export function protocolIn(text: string): string | null {
	const name = text.toLowerCase();
	const number = protocolNumber(name) ?? (Object.hasOwn(numbers, name) ? numbers[name]! : null);
	return number === null ? null : protocolName(number);
}
