import type { HeaderFields } from './fields.ts';
import type { CarriedLayer } from './layer.ts';
import { carriedByProtocol, saidProtocol, statedEnd } from './protocol.ts';

const FRAGMENT = 44;
const AUTHENTICATION = 51;
const NOTHING = 59;
const HEADER = 40;
/** Headers of one shape: next header, length in words of 8 bytes, content. */
const extensions: Readonly<Record<number, readonly [name: string, title: string]>> = {
	0: ['ipv6.hopopts', 'Hop by hop options'],
	43: ['ipv6.routing', 'Routing'],
	60: ['ipv6.dstopts', 'Destination options'],
	135: ['mipv6', 'Mobility'],
	139: ['hip', 'Host identity'],
	140: ['shim6', 'Shim6']
};
/** No sender has more; a chain that goes on is an attack on the reader. */
const MOST_EXTENSIONS = 32;

/** RFC 8200. */
export function ip6(fields: HeaderFields): CarriedLayer | null {
	fields.is('ipv6', 'IPv6');
	const version = fields.bits('ipv6.version', 'Version', 1, { shift: 4, width: 4 });
	fields.bits('ipv6.tclass', 'Traffic class', 4, { shift: 20, width: 8, hex: 8 });
	fields.bits('ipv6.flow', 'Flow label', 4, { shift: 0, width: 20, hex: 6 });
	fields.skip(4);
	const payload = fields.number('ipv6.plen', 'Length of what it carries', 2);
	const next = fields.number('ipv6.nxt', 'Next header', 1, saidProtocol);
	fields.number('ipv6.hlim', 'Hop limit', 1);
	const source = fields.address('ipv6.src', 'Source', 16);
	const destination = fields.address('ipv6.dst', 'Destination', 16);
	fields.summary = `${source} to ${destination}`;
	if (version !== 6) fields.remarks.push(`its version is not 6: ${version}`);
	const end = statedEnd(fields, payload === 0 ? 0 : payload + HEADER);
	return behindExtensions(fields, next, end);
}

function behindExtensions(fields: HeaderFields, first: number, end: number): CarriedLayer | null {
	let protocol = first;
	for (let seen = 0; isExtension(protocol); seen++) {
		if (seen === MOST_EXTENSIONS) {
			fields.remarks.push(
				`it has more than ${MOST_EXTENSIONS} extension headers, and is read no further`
			);
			return null;
		}
		if (protocol === FRAGMENT) {
			const { next, offset } = fragment(fields);
			if (offset > 0) return fields.rest('data', end);
			protocol = next;
		} else protocol = extension(fields, protocol, end);
		if (protocol < 0) return null;
	}
	if (protocol === NOTHING) return null;
	return carriedByProtocol(fields, protocol, end);
}

function isExtension(protocol: number): boolean {
	return protocol === FRAGMENT || protocol === AUTHENTICATION || extensions[protocol] !== undefined;
}

function fragment(fields: HeaderFields): { next: number; offset: number } {
	let next = 0;
	let offset = 0;
	fields.group('ipv6.fraghdr', 'Fragment', () => {
		next = fields.number('ipv6.fraghdr.nxt', 'Next header', 1, saidProtocol);
		fields.number('ipv6.fraghdr.reserved_octet', 'Reserved', 1, { hex: 2 });
		offset =
			fields.bits('ipv6.fraghdr.offset', 'Offset in words of 8 bytes', 2, { shift: 3, width: 13 }) *
			8;
		const more = fields.bits('ipv6.fraghdr.more', 'More fragments', 2, { shift: 0 });
		fields.skip(2);
		fields.number('ipv6.fraghdr.ident', 'Identification', 4, { hex: 8 });
		if (offset > 0)
			fields.remarks.push(
				`a later fragment, from byte ${offset} on: the header above it is in the first`
			);
		else if (more === 1)
			fields.remarks.push('the first fragment of a packet: the rest is in others');
		return `byte ${offset}`;
	});
	return { next, offset };
}

/** The header behind it; -1 where its length is not possible. */
function extension(fields: HeaderFields, protocol: number, end: number): number {
	const [name, title] = extensions[protocol] ?? ['ah', 'Authentication header'];
	const words = protocol === AUTHENTICATION ? [4, 2] : [8, 1];
	let next = 0;
	fields.group(name, title, () => {
		const start = fields.at;
		next = fields.number(`${name}.nxt`, 'Next header', 1, saidProtocol);
		const counted = fields.number(lengthName[protocol] ?? `${name}.len`, 'Length in words', 1);
		const length = (counted + words[1]!) * words[0]!;
		if (start + length > end) {
			fields.remarks.push('the extension headers of IPv6 are cut');
			next = -1;
			return `${length} bytes`;
		}
		fields.at = start + length;
		return `${length} bytes`;
	});
	return next;
}

const lengthName: Readonly<Record<number, string>> = { [AUTHENTICATION]: 'ah.length' };
