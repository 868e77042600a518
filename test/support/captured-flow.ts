import { flags, ip4, tcp } from '../captures/build.ts';
import { pcap } from '../captures/files.ts';

const letters = { F: 'fin', S: 'syn', R: 'rst', P: 'psh', A: 'ack' } as const;
const RAW_IP = 101;
const TCP = 6;

type End = readonly [ip: string, port: number];
/** Which way it goes, and its flags as letters. */
type Segment = readonly [way: '<' | '>', flags: string];

/** A capture (pcap) of the segments of one TCP flow without payload, on 2007-01-15 from 03:17:36 UTC. */
export function capturedFlow(
	{ source, target }: { source: End; target: End },
	segments: readonly Segment[]
): Uint8Array {
	const seconds = Date.UTC(2007, 0, 15, 3, 17, 36) / 1000;
	const packets = segments.map(([way, set], i) => {
		const ends = way === '>' ? ([source, target] as const) : ([target, source] as const);
		return { seconds, fraction: i * 1000, bytes: segment(ends, set) };
	});
	return pcap({ order: 'big', linkType: RAW_IP }, packets);
}

function segment([[src, from], [dst, to]]: readonly [End, End], set: string): Uint8Array {
	const given = [...set].map((letter) => flags[letters[letter as keyof typeof letters]]);
	const sum = given.reduce((all, flag) => all | flag, 0);
	const payload = tcp({ src: from, dst: to, seq: 0, flags: sum });
	return ip4({ src, dst, proto: TCP, payload });
}
