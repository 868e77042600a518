import type { EventWriter } from '#tables/event-writer.ts';

const TCP = 6;
const UDP = 17;
const ICMP = 1;
const ICMP6 = 58;

const clock = /^(?:(\d{1,4})d\s*)?(\d{1,3}):(\d\d):(\d\d(?:\.\d{1,9})?)$/;

/** Seconds of a duration as nfdump writes it, `26.658` or `2d 01:00:26.658`; null for anything else. */
export function secondsOf(text: string): number | null {
	if (/^\d{1,12}(?:\.\d{1,9})?$/.test(text)) return Number(text);
	const parts = clock.exec(text);
	if (parts === null) return null;
	const [days, hours, minutes] = [parts[1] ?? 0, parts[2], parts[3]].map(Number);
	const whole = ((days! * 24 + hours!) * 60 + minutes!) * 60;
	return Math.round((whole + Number(parts[4])) * 1e6) / 1e6;
}

/** Whether a text is a duration of an exporter that reckoned below zero, as nfdump prints it. */
export function isBelowZero(text: string): boolean {
	return /^[-\d.:d ]+$/.test(text) && secondsOf(text) === null;
}

/** What is said of flows with such a duration. */
export const BELOW_ZERO = 'a flow whose duration is none has no end and no duration';

/**
 * Sets the ports of a flow. Of ICMP, NetFlow keeps type and code in the destination port: `2048` or `8.0`
 * for an echo request. False where that is no port.
 */
export function putPorts(sessions: EventWriter, source: string, destination: string): boolean {
	const { proto, srcPort, dstPort } = sessions;
	const coded = /^(\d{1,3})\.(\d{1,3})$/.exec(destination);
	if (proto.isSet && (proto.number === ICMP || proto.number === ICMP6)) {
		const whole = coded === null ? Number(destination) : Number(coded[1]) * 256 + Number(coded[2]);
		if (!(whole >= 0 && whole <= 65_535) || destination === '') return false;
		// Of ICMPv6 there is no type 0: the exporter told of none.
		if (whole === 0 && proto.number === ICMP6) return true;
		srcPort.set(whole >> 8);
		dstPort.set(whole & 255);
		return true;
	}
	if (!/^\d{1,9}$/.test(source) || !/^\d{1,9}$/.test(destination)) return false;
	// NetFlow writes 0 where a protocol has no ports.
	if (proto.isSet && !hasPorts(proto.number)) return true;
	return srcPort.set(Number(source)) && dstPort.set(Number(destination));
}

/** Flags by letter, as nfdump prints them in the order `CEUAPRSF`, a full stop for each that is not set. */
const flagBits: Readonly<Record<string, number>> = {
	F: 1, S: 2, R: 4, P: 8, A: 16, U: 32, E: 64, C: 128, '.': 0
}; // prettier-ignore

/** The flags of `...AP.SF` as bits; 0 for any other text, and where the exporter told of none. */
export function flagsOf(text: string): number {
	if (!/^[.CEUAPRSF]{6,8}$/.test(text)) return 0;
	return [...text].reduce((bits, letter) => bits | flagBits[letter]!, 0);
}

const withPorts = new Set([TCP, UDP, 33, 132, 136]);

function hasPorts(proto: number): boolean {
	return proto < 0 || withPorts.has(proto);
}
