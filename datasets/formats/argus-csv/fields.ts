import type { Synonyms } from '../../records/csv/csv-columns.ts';

export type ArgusKey =
	| 'start' | 'end' | 'duration' | 'flags' | 'proto' | 'direction' | 'state' | 'merged'
	| 'srcAddr' | 'srcPort' | 'dstAddr' | 'dstPort'
	| 'srcPackets' | 'dstPackets' | 'srcBytes' | 'dstBytes' | 'srcPayload' | 'dstPayload'; // prettier-ignore

/** The names that `ra` prints above its columns. */
export const synonyms: Synonyms<ArgusKey> = {
	start: ['StartTime'],
	end: ['LastTime'],
	duration: ['Dur'],
	flags: ['Flgs'],
	proto: ['Proto'],
	direction: ['Dir'],
	state: ['State'],
	merged: ['Trans'],
	srcAddr: ['SrcAddr'],
	srcPort: ['Sport'],
	dstAddr: ['DstAddr'],
	dstPort: ['Dport'],
	srcPackets: ['SrcPkts'],
	dstPackets: ['DstPkts'],
	srcBytes: ['SrcBytes'],
	dstBytes: ['DstBytes'],
	srcPayload: ['SAppBytes'],
	dstPayload: ['DAppBytes']
};

/** Whether a line is the header of `ra`: it names at least a source and a destination as `ra` does. */
export function isHeader(names: readonly string[]): boolean {
	return names.includes('SrcAddr') && names.includes('DstAddr');
}
