import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PacketField, PacketLayer } from '#datasets/packets/layers/layer.ts';
import { packetLayers } from '#datasets/packets/layers/packet-layers.ts';
import { corpusFolder, filesIn, missing } from '../support/corpus.ts';
import { packetsIn } from '../support/packets-in.ts';
import { fieldsOf, type ShownField } from '../support/pdml.ts';
import { formatsFolder } from '../support/samples.ts';

const reason = missing(['zeek/pcaps', 'community-id/pcaps'], ['tshark']);
/** Where headers lie or garbage follows, tshark keeps less. */
const withoutTwin = new Set(['cut.pcap', 'garbage.pcap']);
const captures = [
	...['zeek/pcaps', 'community-id/pcaps', 'real/flows'].map((name) => join(corpusFolder, name)),
	join(formatsFolder, 'pcap/samples'),
	join(formatsFolder, 'pcapng/samples')
].flatMap((folder) =>
	filesIn(folder, (name) => /\.pcap(ng)?$/.test(name) && !withoutTwin.has(name))
);

/** Said by one in another way on purpose, or known to tshark only with other packets. */
const saidOtherwise = [
	/^data\.data$/,
	/^http\.file_data$/,
	// Words with a month in them.
	/^ntp\.(reftime|org|rec|xmt)$/,
	// Of what a handshake settled before, and of records that end in another packet.
	/^tls\./,
	// A length of 0 is there what the frame has.
	/^ip\.len$/,
	// It guesses by the bytes where we go by the port.
	/^dns\./,
	// Of the beginning of a segment that an error quotes it counts this alone, as a relative one.
	/^tcp\.seq_raw$/
];

function fieldsIn(fields: readonly PacketField[]): PacketField[] {
	return fields.flatMap((field) => [field, ...fieldsIn(field.fields)]);
}

/** Fields that tshark has not at this place with this value. */
function strange(layers: readonly PacketLayer[], shown: readonly ShownField[]): string[] {
	return layers
		.flatMap(({ fields }) => fieldsIn(fields))
		.filter(({ name }) => name !== '' && !saidOtherwise.some((one) => one.test(name)))
		.filter((field) => !shown.some((other) => isSame(field, other)))
		.map(({ name, value, start, end }) => `${name}=${value} ${start}-${end}`);
}

function isSame(field: PacketField, other: ShownField): boolean {
	if (other.name !== field.name || other.start > field.start || other.end < field.end) return false;
	const value = field.value.replace(/:…$/, '');
	return other.show.trim() === value || (value !== field.value && other.show.startsWith(value));
}

describe.skipIf(reason !== null)(
	'fields of packets have the name, place and value of tshark in',
	() => {
		it.each(captures.map((path) => [basename(path), path]))('%s', (_, path) => {
			const frames = fieldsOf(path);
			const packets = packetsIn(new Uint8Array(readFileSync(path)));
			const complaints = packets.flatMap((packet, i) =>
				frames[i] === undefined || packet === null ? [] : strange(packetLayers(packet), frames[i])
			);
			expect(complaints.slice(0, 20)).toEqual([]);
		});
	}
);
