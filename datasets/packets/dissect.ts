import type { Sink } from '../format.ts';
import { packetColumns, type PacketColumns } from './columns.ts';
import { carriedBy } from './link.ts';
import { readNetwork, type Network } from './network.ts';
import type { Packet } from './packet.ts';
import { readTransport } from './transport.ts';

const MOST_LENGTH = 0x7fff_ffff;

/** Writes packets to the table `packets`, one row each. */
export function packetWriter(sink: Sink): (packet: Packet) => void {
	const columns = packetColumns(sink);
	return (packet) => {
		if (packet.ts !== null) columns.writer.ts.set(packet.ts);
		if (packet.wireLength <= MOST_LENGTH) columns.length.set(packet.wireLength);
		const facts = [...dissect(packet, columns), ...captureFacts(packet)];
		columns.info.set(facts.join('; '));
		columns.writer.commit();
	};
}

/** Sets what the headers say, and answers facts for one line. */
function dissect(packet: Packet, columns: PacketColumns): string[] {
	const { version, at, remarks } = carriedBy(packet);
	if (version === null) return remarks;
	const network = readNetwork(packet, version, at);
	setNetwork(packet, network, columns);
	const line = transportOf(packet, network, columns);
	return [...line, ...network.remarks, ...remarks];
}

function setNetwork(packet: Packet, network: Network, columns: PacketColumns): void {
	const { source, destination, size, ttl, id, protocol } = network;
	if (source !== null) columns.writer.srcIp.setBinary(packet.bytes, source, size);
	if (destination !== null) columns.writer.dstIp.setBinary(packet.bytes, destination, size);
	if (ttl !== null) columns.ttl.set(ttl);
	if (id !== null) columns.ipId.set(id);
	if (protocol !== null) columns.writer.proto.setNumber(protocol);
}

function transportOf(packet: Packet, network: Network, columns: PacketColumns): string[] {
	const { protocol, transport: at, length } = network;
	if (protocol === null || at === null) return [];
	const end = Math.min(packet.end, at + length);
	return [readTransport({ packet, protocol, at, end, length }, columns)];
}

function captureFacts(packet: Packet): string[] {
	const captured = packet.end - packet.start;
	if (captured >= packet.wireLength) return [];
	return [`${captured} of ${packet.wireLength} bytes captured`];
}
