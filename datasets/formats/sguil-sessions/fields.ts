import type { Synonyms } from '../../records/csv/csv-columns.ts';

export type SessionKey =
	| 'id' | 'start' | 'end' | 'srcAddr' | 'srcPort' | 'dstAddr' | 'dstPort'
	| 'srcPackets' | 'srcBytes' | 'dstPackets' | 'dstBytes'; // prettier-ignore

export const synonyms: Synonyms<SessionKey> = {
	id: ['SSN ID'],
	start: ['Start Time'],
	end: ['End Time'],
	srcAddr: ['Source IP'],
	srcPort: ['Source Port'],
	dstAddr: ['Dest IP'],
	dstPort: ['Dest Port'],
	srcPackets: ['Source Packets'],
	srcBytes: ['Source Bytes'],
	dstPackets: ['Dest Packets'],
	dstBytes: ['Dest Bytes']
};

/** The columns in the order in which the client writes them. */
export const exportFields: readonly string[] = [
	'Sensor', 'SSN ID', 'Start Time', 'End Time', 'Source IP', 'Source Port', 'Dest IP', 'Dest Port',
	'Source Packets', 'Source Bytes', 'Dest Packets', 'Dest Bytes'
]; // prettier-ignore

/** Whether the fields of a line are those that the client names. */
export function isHeader(names: readonly string[]): boolean {
	return names.includes('SSN ID') && names.includes('Start Time') && names.includes('Source IP');
}

const time = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
const address = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const shape = new RegExp(
	String.raw`^[^,|\t]{1,64}?(\|\||[,|\t])(?:\d+\.)?\d{1,20}\1${time}\1${time}\1${address}\1\d{1,5}\1${address}\1\d{1,5}` +
		String.raw`(?:\1\d{1,20}){4}\s*$`
);

/** What the columns of a record without a header are cut at; null where the line is no such record. */
export function separatorOf(line: string): string | null {
	return shape.exec(line)?.[1] ?? null;
}
