import type { HeaderFields } from './fields.ts';
import type { CarriedLayer } from './layer.ts';
import { carriedByProtocol, saidProtocol, statedEnd } from './protocol.ts';

const SHORTEST = 20;

/** RFC 791. */
export function ip4(fields: HeaderFields): CarriedLayer | null {
	fields.is('ip', 'IPv4');
	const version = fields.bits('ip.version', 'Version', 1, { shift: 4, width: 4 });
	const header = (fields.peek(1) % 16) * 4;
	fields.said('ip.hdr_len', 'Header length', 1, String(header));
	fields.flags('ip.dsfield', 'Type of service', 1, { hex: 2 }, [
		['ip.dsfield.dscp', 'Service', { shift: 2, width: 6 }],
		['ip.dsfield.ecn', 'Congestion', { shift: 0, width: 2 }]
	]);
	const total = fields.number('ip.len', 'Total length', 2);
	fields.number('ip.id', 'Identification', 2, { hex: 4 });
	const { offset, more } = fragment(fields);
	fields.number('ip.ttl', 'Time to live', 1);
	const protocol = fields.number('ip.proto', 'Protocol', 1, saidProtocol);
	fields.number('ip.checksum', 'Checksum', 2, { hex: 4 });
	const source = fields.address('ip.src', 'Source', 4);
	const destination = fields.address('ip.dst', 'Destination', 4);
	fields.summary = `${source} to ${destination}`;
	if (version !== 4) fields.remarks.push(`its version is not 4: ${version}`);
	if (header < SHORTEST || (total !== 0 && header > total)) {
		fields.remarks.push(`such a header length is not possible: ${header}`);
		return null;
	}
	sayTotal(fields, total);
	options(fields, fields.start + header);
	const end = statedEnd(fields, total);
	if (offset === 0 && more)
		fields.remarks.push('the first fragment of a packet: the rest is in others');
	if (offset === 0) return carriedByProtocol(fields, protocol, end);
	fields.remarks.push(
		`a later fragment, from byte ${offset} on: the header above it is in the first`
	);
	return fields.rest('data', end);
}

function fragment(fields: HeaderFields): { offset: number; more: boolean } {
	const word = fields.peek(2);
	fields.must(2, 'Flags');
	const place = { start: fields.at, end: fields.at + 1, meaning: null, fields: [] };
	const bit = (name: string, title: string, shift: number) => ({
		name, title, ...place, value: String((word >> shift) & 1)
	}); // prettier-ignore
	const flags = [
		bit('ip.flags.rb', 'Reserved', 15),
		bit('ip.flags.df', 'Do not fragment', 14),
		bit('ip.flags.mf', 'More fragments', 13)
	];
	const value = `0x${(word >> 13).toString(16).padStart(2, '0')}`;
	fields.list.push({ name: 'ip.flags', title: 'Flags', ...place, value, fields: flags });
	const offset = (word & 0x1fff) * 8;
	fields.said('ip.frag_offset', 'Fragment offset', 2, String(offset / 8), `byte ${offset}`);
	return { offset, more: (word & 0x2000) !== 0 };
}

function sayTotal(fields: HeaderFields, total: number): void {
	if (total === 0) fields.remarks.push('its length is 0: the card of the sender was to set it');
}

const optionNames: Readonly<Record<number, string>> = {
	0: 'end of options', 1: 'no operation', 7: 'record route', 68: 'timestamp', 130: 'security',
	131: 'loose source route', 137: 'strict source route', 148: 'router alert'
}; // prettier-ignore

function option(fields: HeaderFields, type: number, length: number): void {
	fields.group('', optionNames[type] ?? 'Option', () => {
		fields.number('ip.opt.type', 'Option', 1, { meaning: optionNames[type] ?? null });
		if (length > 1) fields.number('ip.opt.len', 'Length', 1);
		if (length > 2) fields.raw('', 'Content', length - 2);
		return '';
	});
}

function options(fields: HeaderFields, end: number): void {
	while (fields.at < end) {
		fields.must(1, 'Options');
		const type = fields.peek(1);
		const length = type <= 1 ? 1 : fields.peek(1, 1);
		if (length < 1 || fields.at + length > end || (type > 1 && length < 2)) {
			fields.remarks.push('its options contradict their lengths, and are read no further');
			break;
		}
		option(fields, type, length);
		if (type === 0) break;
	}
	fields.at = Math.min(end, fields.end);
}
