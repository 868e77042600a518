import type { HeaderFields } from './fields.ts';
import { dhcpMessages, dhcpOptions } from './names.ts';

const COOKIE = 0x63825363;
const operations: Readonly<Record<number, string>> = { 1: 'request', 2: 'reply' };

/** RFC 2131 and the options of RFC 2132. */
export function dhcp(fields: HeaderFields): null {
	fields.is('dhcp', 'DHCP');
	const operation = fields.number('dhcp.type', 'Operation', 1, {
		meaning: (code) => operations[code]
	});
	fields.summary = operations[operation] ?? '';
	fields.number('dhcp.hw.type', 'Kind of link', 1, { hex: 2 });
	const size = fields.number('dhcp.hw.len', 'Length of a link address', 1);
	fields.number('dhcp.hops', 'Hops', 1);
	fields.number('dhcp.id', 'Transaction', 4, { hex: 8 });
	fields.number('dhcp.secs', 'Seconds since it began', 2);
	fields.flags('dhcp.flags', 'Flags', 2, { hex: 4 }, [
		['dhcp.flags.bc', 'Broadcast', { shift: 15 }]
	]);
	fields.address('dhcp.ip.client', 'Address of the client', 4);
	fields.address('dhcp.ip.your', 'Address given', 4);
	fields.address('dhcp.ip.server', 'Next server', 4);
	fields.address('dhcp.ip.relay', 'Relay', 4);
	hardware(fields, size);
	paddedText(fields, 'dhcp.server', 'Server name', 64);
	paddedText(fields, 'dhcp.file', 'Boot file', 128);
	if (fields.left < 4 || fields.peek(4) !== COOKIE) {
		fields.remarks.push('it is BOOTP, without the options of DHCP');
		return null;
	}
	fields.said('dhcp.cookie', 'Magic cookie', 4, '99.130.83.99');
	while (fields.left > 0 && option(fields));
	return null;
}

function hardware(fields: HeaderFields, size: number): void {
	fields.must(16, 'Link address');
	const end = fields.at + 16;
	if (size === 6) fields.raw('dhcp.hw.mac_addr', 'Link address', 6);
	fields.at = end;
}

function paddedText(fields: HeaderFields, name: string, title: string, length: number): void {
	fields.must(length, title);
	const end = fields.at + length;
	const zero = fields.bytes.subarray(fields.at, end).indexOf(0);
	if (zero !== 0) fields.text(name, title, zero < 0 ? length : zero);
	fields.at = end;
}

/** False behind the last. */
function option(fields: HeaderFields): boolean {
	const code = fields.peek(1);
	if (code === 0) {
		fields.skip(1);
		return true;
	}
	fields.group('', dhcpOptions[code] ?? `option ${code}`, () => {
		fields.number(code === END ? 'dhcp.option.end' : 'dhcp.option.type', 'Option', 1, {
			meaning: dhcpOptions[code] ?? null
		});
		return code === END ? '' : content(fields, code);
	});
	return code !== END;
}

const END = 255;
const addressOptions: Readonly<Record<number, string>> = {
	1: 'dhcp.option.subnet_mask', 3: 'dhcp.option.router', 6: 'dhcp.option.domain_name_server',
	28: 'dhcp.option.broadcast_address', 50: 'dhcp.option.requested_ip_address', 54: 'dhcp.option.dhcp_server_id'
}; // prettier-ignore
const textOptions: Readonly<Record<number, string>> = {
	12: 'dhcp.option.hostname', 15: 'dhcp.option.domain_name', 60: 'dhcp.option.vendor_class_id'
}; // prettier-ignore
const secondOptions: Readonly<Record<number, string>> = {
	51: 'dhcp.option.ip_address_lease_time', 58: 'dhcp.option.renewal_time_value', 59: 'dhcp.option.rebinding_time_value'
}; // prettier-ignore

function content(fields: HeaderFields, code: number): string {
	const length = fields.number('dhcp.option.length', 'Length', 1);
	fields.must(length, 'Content of an option');
	const end = fields.at + length;
	const value = known(fields, code, length);
	if (fields.at < end) fields.raw('dhcp.option.value', 'Content', end - fields.at);
	return value;
}

function known(fields: HeaderFields, code: number, length: number): string {
	const title = dhcpOptions[code] ?? '';
	if (code === 53 && length === 1) {
		const said = { meaning: (type: number) => dhcpMessages[type] };
		const type = fields.number('dhcp.option.dhcp', title, 1, said);
		fields.summary = dhcpMessages[type] ?? `message ${type}`;
		return fields.summary;
	}
	if (addressOptions[code] !== undefined) return addresses(fields, addressOptions[code], length);
	if (textOptions[code] !== undefined && length > 0)
		return fields.text(textOptions[code], title, length);
	if (secondOptions[code] !== undefined && length === 4)
		return `${fields.number(secondOptions[code], title, 4)} s`;
	return '';
}

function addresses(fields: HeaderFields, name: string, length: number): string {
	const found: string[] = [];
	for (let i = 0; i + 4 <= length; i += 4) found.push(fields.address(name, 'Address', 4));
	return found.join(', ');
}
