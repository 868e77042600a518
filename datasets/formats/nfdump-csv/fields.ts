import type { Synonyms } from '../../records/csv/csv-columns.ts';

export type NfdumpKey =
	| 'start' | 'end' | 'duration' | 'proto' | 'srcAddr' | 'srcPort' | 'dstAddr' | 'dstPort'
	| 'inPackets' | 'inBytes' | 'outPackets' | 'outBytes' | 'flowId' | 'flags'; // prettier-ignore

/** Names of nfdump 1.6 and 1.7.1, then those that 1.7.3 and later print. */
export const synonyms: Synonyms<NfdumpKey> = {
	start: ['ts', 'tsr', 'firstSeen'],
	end: ['te', 'ter', 'lastSeen'],
	duration: ['td', 'duration'],
	proto: ['pr', 'proto'],
	srcAddr: ['sa', 'srcAddr'],
	srcPort: ['sp', 'srcPort'],
	dstAddr: ['da', 'dstAddr'],
	dstPort: ['dp', 'dstPort'],
	inPackets: ['ipkt', 'pkt', 'inPackets', 'packets'],
	inBytes: ['ibyt', 'byt', 'inBytes', 'bytes'],
	outPackets: ['opkt', 'outPackets'],
	outBytes: ['obyt', 'outBytes'],
	flowId: ['flowID'],
	flags: ['flg', 'flags']
};

/** Whether fields are the names that nfdump prints above its columns. */
export function isHeader(names: readonly string[]): boolean {
	const old = names.includes('sa') && names.includes('da') && names.includes('pr');
	return old || (names.includes('firstSeen') && names.includes('srcAddr'));
}
