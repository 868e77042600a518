import { countText } from '#lib/format-number.ts';
import { domainName } from './dns-name.ts';
import type { HeaderFields } from './fields.ts';
import { dnsAnswers, dnsTypes } from './names.ts';

/** Entries of a message that are listed, at most; a flood of them would say nothing more. */
const MOST_ENTRIES = 200;

/** RFC 1035, and the header of what came after. */
export function dns(fields: HeaderFields): null {
	return readMessage(fields.is('dns', 'DNS'));
}

/** The same among the machines of a link (RFC 6762), which has a bit of the class for itself. */
export function mdns(fields: HeaderFields): null {
	return readMessage(fields.is('mdns', 'Multicast DNS'));
}

/** The same among the machines of a link (RFC 4795). */
export function llmnr(fields: HeaderFields): null {
	return readMessage(fields.is('llmnr', 'LLMNR'));
}

/** The same behind the two bytes of length that TCP needs. */
export function dnsOverTcp(fields: HeaderFields): null {
	fields.is('dns', 'DNS');
	const length = fields.number('dns.length', 'Length', 2);
	if (length > fields.left)
		fields.remarks.push('the message goes on in the next segment: follow the stream');
	return readMessage(fields);
}

const flagsOfAll = [
	['dns.flags.response', 'Answer', { shift: 15 }],
	['dns.flags.opcode', 'Operation', { shift: 11, width: 4 }],
	['dns.flags.truncated', 'Truncated', { shift: 9 }]
] as const;

const recursion = ['dns.flags.recdesired', 'Recursion desired', { shift: 8 }] as const;

const answerFlags = [
	['dns.flags.authoritative', 'Authoritative', { shift: 10 }],
	['dns.flags.recavail', 'Recursion available', { shift: 7 }],
	[
		'dns.flags.rcode',
		'Answer code',
		{ shift: 0, width: 4, meaning: (code: number) => dnsAnswers[code] }
	]
] as const;

function readMessage(fields: HeaderFields): null {
	const message = fields.at;
	fields.number('dns.id', 'Identification', 2, { hex: 4 });
	fields.must(2, 'Flags');
	const isAnswer = fields.peek(1) >= 128;
	const commonFlags = fields.name === 'llmnr' ? flagsOfAll : [...flagsOfAll, recursion];
	const parts = isAnswer ? [...commonFlags, ...answerFlags] : commonFlags;
	const flags = fields.flags('dns.flags', 'Flags', 2, { hex: 4 }, parts);
	const counts = ([
		['dns.count.queries', 'Questions'],
		['dns.count.answers', 'Answers'],
		['dns.count.auth_rr', 'Authorities'],
		['dns.count.add_rr', 'Additional']
	] as const).map(([name, title]) => fields.number(name, title, 2)); // prettier-ignore
	fields.summary = isAnswer
		? `answer, ${dnsAnswers[flags % 16] ?? `code ${flags % 16}`}`
		: 'question';
	questions(fields, message, counts[0]!);
	entries(fields, message, counts[1]! + counts[2]! + counts[3]!);
	return null;
}

function questions(fields: HeaderFields, message: number, count: number): void {
	for (let i = 0; i < Math.min(count, MOST_ENTRIES); i++)
		fields.group('', 'Question', () => {
			const name = readName(fields, message, 'dns.qry.name');
			const type = fields.number('dns.qry.type', 'Type', 2, saidType);
			className(fields, 'dns.qry.class', ['dns.qry.qu', 'Answer to the asker alone']);
			const text = `${name} ${dnsTypes[type] ?? `type ${type}`}`;
			if (i === 0) fields.summary += `, ${text}`;
			return text;
		});
}

function className(
	fields: HeaderFields,
	name: string,
	[own, title]: readonly [string, string]
): void {
	if (fields.name !== 'mdns') {
		fields.number(name, 'Class', 2, { hex: 4 });
		return;
	}
	fields.bits(name, 'Class', 2, { shift: 0, width: 15, hex: 4 });
	fields.bits(own, title, 2, { shift: 15 });
	fields.skip(2);
}

const saidType = { meaning: (type: number) => dnsTypes[type] };

function entries(fields: HeaderFields, message: number, count: number): void {
	const shown = Math.min(count, MOST_ENTRIES);
	if (shown < count)
		fields.remarks.push(`${countText(count - shown, 'more entry', 'more entries')} not listed`);
	for (let i = 0; i < shown; i++) fields.group('', 'Entry', () => entry(fields, message));
}

function entry(fields: HeaderFields, message: number): string {
	const name = readName(fields, message, 'dns.resp.name');
	const type = fields.number('dns.resp.type', 'Type', 2, saidType);
	if (type === 41) return pseudoEntry(fields);
	className(fields, 'dns.resp.class', ['dns.resp.cache_flush', 'Forget what was known']);
	fields.number('dns.resp.ttl', 'Seconds to live', 4);
	const length = fields.number('dns.resp.len', 'Length', 2);
	fields.must(length, 'Content of an entry');
	const end = fields.at + length;
	const content = readContent(fields, { message, type, length });
	fields.at = end;
	return `${name} ${dnsTypes[type] ?? `type ${type}`} ${content}`.trim();
}

/** RFC 6891: what would be class and life is something else. */
function pseudoEntry(fields: HeaderFields): string {
	fields.number('dns.rr.udp_payload_size', 'Largest message', 2);
	fields.number('dns.resp.ext_rcode', 'Higher bits of the answer code', 1, { hex: 2 });
	fields.number('dns.resp.edns0_version', 'Version', 1);
	fields.number('dns.resp.z', 'Flags', 2, { hex: 4 });
	const length = fields.number('dns.resp.len', 'Length', 2);
	fields.must(length, 'Content of an entry');
	fields.skip(length);
	return 'OPT';
}

interface EntryContent {
	message: number;
	type: number;
	length: number;
}

function readContent(fields: HeaderFields, { message, type, length }: EntryContent): string {
	if (type === 1 && length === 4) return fields.address('dns.a', 'Address', 4);
	if (type === 28 && length === 16) return fields.address('dns.aaaa', 'Address', 16);
	if (type === 2) return readName(fields, message, 'dns.ns');
	if (type === 5) return readName(fields, message, 'dns.cname');
	if (type === 12) return readName(fields, message, 'dns.ptr.domain_name');
	if (type === 15 && length > 2) {
		const preference = fields.number('dns.mx.preference', 'Preference', 2);
		return `${preference} ${readName(fields, message, 'dns.mx.mail_exchange')}`;
	}
	if (type === 16) return texts(fields, fields.at + length);
	return '';
}

/** Texts, each behind its length. */
function texts(fields: HeaderFields, end: number): string {
	const found: string[] = [];
	while (fields.at < end) {
		const length = fields.number('dns.txt.length', 'Length of the text', 1);
		found.push(fields.text('dns.txt', 'Text', Math.min(length, Math.max(0, end - fields.at))));
	}
	return found.join(' ');
}

function readName(fields: HeaderFields, message: number, name: string): string {
	fields.must(1, 'Name');
	const found = domainName(fields.bytes, message, fields.at, fields.end);
	fields.said(name, 'Name', found.end - fields.at, found.text);
	if (!found.isWhole) fields.remarks.push('a name is cut, or points where no name is');
	return found.text;
}
