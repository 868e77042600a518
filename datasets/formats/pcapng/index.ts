import type { Format, Head, Recognition } from '../../format.ts';
import { packetRows } from '../../rows/packets/packet-rows.ts';
import { byteOrderOf, isSection } from './block.ts';
import { PcapngReader } from './reader.ts';
import { parts } from './parts.ts';

const format: Format = {
	name: 'pcapng',
	title: 'Packet capture (pcapng)',
	tables: ['packets'],
	cannotKnow: [
		'packets that the capture dropped or filtered out',
		'when a packet of a simple packet block was seen',
		'what was inside a tunnel: addresses and ports are those of the outer IP header',
		'ports of a fragment that is not the first'
	],
	recognise,
	parts,
	open: (sink) => packetRows(sink, new PcapngReader(sink)),
	capture: { isSaidBetween: true, open: () => new PcapngReader(silent) }
};

const silent = { turn: () => undefined, note: () => undefined, claim: () => undefined };

export default format;

function recognise({ bytes }: Head): Recognition | null {
	if (bytes.length < 12 || !isSection(bytes, 0)) return null;
	const order = byteOrderOf(bytes, 0);
	if (order === null) return null;
	return { confidence: 0.99, because: `a section header of pcapng (${order}-endian)` };
}
