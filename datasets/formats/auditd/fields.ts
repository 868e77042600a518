import { hexDigit } from '#lib/json-text.ts';
import { textOf } from '#lib/bytes.ts';

/** A field of a record; `value` is decoded, without its quotes. */
export interface AuditField {
	name: string;
	value: string;
	/** Whether the record itself has the value in hexadecimal digits. */
	hidden: boolean;
}

/** Fields that the kernel writes in quotes, or in hexadecimal where they hold a blank, a quote or worse. */
const encoded = new Set(
	'acct cgroup cmd comm cwd data device dir exe file grp key name new_group ocomm path proctitle vm watch'.split(
		' '
	)
);
const argument = /^a\d+(?:\[\d+\])?$/;
const hexadecimal = /^(?:[0-9A-F]{2})+$/;

/** What stands for no value. */
const nothing = new Set(['', '?', '(null)', '(none)', '4294967295', 'unset']);

/**
 * The fields of a record in their order. What a program of user space adds in `msg='…'` are
 * fields as the others.
 * @param type of the record: an argument is text only in EXECVE
 */
export function fieldsOf(text: string, type: string): AuditField[] {
	const fields: AuditField[] = [];
	let at = 0;
	while (at < text.length) {
		const equals = text.indexOf('=', at);
		if (equals < 0) break;
		const name = text.slice(Math.max(at, lastBreak(text, equals, at)), equals);
		const first = text[equals + 1];
		if (first === "'") {
			at = equals + 2;
			continue;
		}
		const quoted = first === '"';
		const start = quoted ? equals + 2 : equals + 1;
		const stop = quoted ? text.indexOf('"', start) : valueEnd(text, start);
		const end = stop < 0 ? text.length : stop;
		const value = text.slice(start, end);
		const hidden = !quoted && isText(name, type) && hexadecimal.test(value);
		fields.push({ name, value: hidden ? decoded(value) : value, hidden });
		at = end + 1;
	}
	return fields;
}

/** The value of a field that has one. */
export function known(value: string): string | null {
	return nothing.has(value) ? null : value;
}

function lastBreak(text: string, before: number, from: number): number {
	let at = before;
	while (at > from && !isBreak(text.charCodeAt(at - 1))) at--;
	return at;
}

function valueEnd(text: string, start: number): number {
	let at = start;
	while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
	return at;
}

/** A blank, or the quote that ends what a program says. */
function isBreak(code: number): boolean {
	return code === 32 || code === 39;
}

function isText(name: string, type: string): boolean {
	return encoded.has(name) || (type === 'EXECVE' && argument.test(name));
}

/** Arguments are separated by NUL in a command line, and a blank stands for it here. */
function decoded(hex: string): string {
	const bytes = hexBytes(hex);
	for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) bytes[i] = 32;
	return textOf(bytes);
}

/** The bytes that an even number of hexadecimal digits stands for. */
export function hexBytes(hex: string): Uint8Array {
	const bytes = new Uint8Array(hex.length >> 1);
	for (let i = 0; i < bytes.length; i++)
		bytes[i] = hexDigit(hex.charCodeAt(2 * i)) * 16 + hexDigit(hex.charCodeAt(2 * i + 1));
	return bytes;
}
