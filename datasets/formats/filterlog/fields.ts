import { COMMA } from '#lib/ascii.ts';

/** Where the fields of one line begin and end. Of more than `MOST` the last one holds the rest. */
export class FilterlogFields {
	count = 0;
	readonly starts = new Int32Array(MOST);
	readonly ends = new Int32Array(MOST);

	/** Cuts a range at its commas; filterlog quotes nothing. */
	read(bytes: Uint8Array, start: number, end: number): void {
		let count = 0;
		this.starts[0] = start;
		for (let at = start; at < end && count < MOST - 1; at++) {
			if (bytes[at] !== COMMA) continue;
			this.ends[count++] = at;
			this.starts[count] = at + 1;
		}
		this.ends[count] = end;
		this.count = count + 1;
	}

	/** Whether the line has the field, with something in it. */
	has(index: number): boolean {
		return index < this.count && this.ends[index]! > this.starts[index]!;
	}
}

const MOST = 48;

/** Fields of every line. */
export const common = {
	rule: 0, subrule: 1, anchor: 2, tracker: 3, interface: 4, reason: 5, action: 6, direction: 7, version: 8
} as const; // prettier-ignore

/** Where an IP version has what both have; `payload` is where the fields of the protocol begin. */
export interface Layout {
	protocol: number;
	protocolName: number;
	length: number;
	src: number;
	dst: number;
	payload: number;
	names: readonly string[];
}

/** tos, ecn, ttl, id, offset, flags, protocol id, protocol, length, source, destination. */
export const v4: Layout = {
	protocol: 15,
	protocolName: 16,
	length: 17,
	src: 18,
	dst: 19,
	payload: 20,
	names: ['tos', 'ecn', 'ttl', 'id', 'offset', 'flags', 'protocol_id', 'protocol', 'length', 'src', 'dst']
}; // prettier-ignore

/** class, flow label, hop limit, protocol, protocol id, length, source, destination. */
export const v6: Layout = {
	protocol: 13,
	protocolName: 12,
	length: 14,
	src: 15,
	dst: 16,
	payload: 17,
	names: ['class', 'flow_label', 'hop_limit', 'protocol', 'protocol_id', 'length', 'src', 'dst']
};
