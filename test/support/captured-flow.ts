const letters: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, A: 16 };
const RAW_IP = 101;
const PACKET = 40;

type End = readonly [ip: string, port: number];
/** Which way it goes, and its flags as letters. */
type Segment = readonly [way: '<' | '>', flags: string];

/** A capture (pcap) of the segments of one TCP flow without payload, on 2007-01-15 from 03:17:36 UTC. */
export function capturedFlow(
	{ source, target }: { source: End; target: End },
	segments: readonly Segment[]
): Uint8Array {
	const bytes = new Uint8Array(24 + segments.length * (16 + PACKET));
	const view = new DataView(bytes.buffer);
	view.setUint32(0, 0xa1b2c3d4);
	view.setUint16(4, 2);
	view.setUint16(6, 4);
	view.setUint32(16, 65_535);
	view.setUint32(20, RAW_IP);
	segments.forEach(([way, flags], i) => {
		const at = 24 + i * (16 + PACKET);
		view.setUint32(at, Date.UTC(2007, 0, 15, 3, 17, 36) / 1000);
		view.setUint32(at + 4, i * 1000);
		view.setUint32(at + 8, PACKET);
		view.setUint32(at + 12, PACKET);
		const ends = way === '>' ? [source, target] : [target, source];
		writeSegment(view, at + 16, ends, flags);
	});
	return bytes;
}

function writeSegment(view: DataView, at: number, ends: readonly End[], flags: string): void {
	view.setUint8(at, 0x45);
	view.setUint16(at + 2, PACKET);
	view.setUint8(at + 8, 64);
	view.setUint8(at + 9, 6);
	ends.forEach(([ip, port], side) => {
		ip.split('.').forEach((part, i) => view.setUint8(at + 12 + 4 * side + i, Number(part)));
		view.setUint16(at + 20 + 2 * side, port);
	});
	view.setUint8(at + 32, 0x50);
	view.setUint8(
		at + 33,
		[...flags].reduce((sum, letter) => sum | letters[letter]!, 0)
	);
}
