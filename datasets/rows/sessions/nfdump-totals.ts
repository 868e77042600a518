import { flagsOf } from './nfdump.ts';

/** What a row of nfdump says of its flow, as it is printed. */
export interface PrintedFlow {
	proto: string;
	source: string;
	destination: string;
	ports: readonly [string, string];
	flags: string | null;
}

const unspecified = new Set(['0.0.0.0', '::']);
const isTcp = /^(?:tcp|6)$/i;
const isUdp = /^(?:udp|17)$/i;
const isIcmp = /^(?:icmp|1)$/i;
/** What is sent by IPv6 from no address, to learn whether one is taken, and what is told of groups. */
const fromNowhere = /^(?:icmp6|icmpv6|58|igmp|2|hopopt|0)$/i;
/** Ports that a machine without an address asks at. */
const ofDhcp = ['67', '547'];

/** What is said of rows that add up flows. */
export const TOTALS =
	'rows that add up flows of several ends (nfdump -A) are no sessions; they are kept in native columns only, as are flows of UDP and TCP without ports, which look the same';

/**
 * Which rows add up flows of several ends (`nfdump -A`): 0 then stands for whatever was not told apart. No flow goes to
 * an address of zeros, none of TCP has no flags, from zeros only those come that ask for an address, and protocol 0 is
 * one of IPv6 alone. Once there was such a row, a type of ICMP of 0 is none either.
 */
export class Totals {
	#found = false;

	isOne(flow: PrintedFlow): boolean {
		if (isTotal(flow)) this.#found = true;
		else return this.#found && isIcmp.test(flow.proto) && /^0(?:\.0)?$/.test(flow.ports[1]);
		return true;
	}
}

function isTotal({ proto, source, destination, ports, flags }: PrintedFlow): boolean {
	if (unspecified.has(destination)) return true;
	if (proto === '0' && !source.includes(':')) return true;
	if (unspecified.has(source) && !asksForAddress(proto, ports[1])) return true;
	if (!ports.includes('0')) return false;
	return isUdp.test(proto) || (isTcp.test(proto) && flags !== null && flagsOf(flags) === 0);
}

function asksForAddress(proto: string, port: string): boolean {
	return isUdp.test(proto) ? ofDhcp.includes(port) : fromNowhere.test(proto);
}
