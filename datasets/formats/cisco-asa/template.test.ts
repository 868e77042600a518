import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { MessageParts, part, Template, type MessagePart } from './template.ts';

function partsOf(template: string, text: string): Partial<Record<MessagePart, string>> | null {
	const bytes = bytesOf(text);
	const found = new MessageParts();
	if (!new Template(template).match(bytes, 0, bytes.length, found)) return null;
	const names = (Object.keys(part) as MessagePart[]).filter(
		(name) => found.starts[part[name]]! >= 0
	);
	return Object.fromEntries(
		names.map((name) => [name, textOf(bytes, found.starts[part[name]]!, found.ends[part[name]]!)])
	);
}

describe('a template', () => {
	it('finds its parts between its words', () =>
		expect(
			partsOf('Deny {proto} src {src} dst {dst} by', 'Deny tcp src a:1 dst b:2 by group')
		).toEqual({
			proto: 'tcp',
			src: 'a:1',
			dst: 'b:2'
		}));

	it('lets a part at its end reach to the end', () =>
		expect(partsOf('from {src} to {dst}', 'from a to b to c')).toEqual({
			src: 'a',
			dst: 'b to c'
		}));

	it('finds a part that is empty', () => expect(partsOf('a{src}b', 'ab')).toEqual({ src: '' }));

	it.each(['Deny tcp src a:1', 'deny tcp src a dst b by', ''])('does not fit %j', (text) =>
		expect(partsOf('Deny {proto} src {src} dst {dst} by', text)).toBeNull()
	);

	it('forgets what another found before it', () => {
		const found = new MessageParts();
		const bytes = bytesOf('a 1 b 2');
		new Template('a {src} b {dst}').match(bytes, 0, bytes.length, found);
		new Template('a {uid}').match(bytes, 0, bytes.length, found);
		expect(found.has(part.dst)).toBe(false);
	});
});
