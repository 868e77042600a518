import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { unescaped, ZeekText } from './escape.ts';

function decoded(text: string): string {
	const out = new ZeekText();
	const bytes = bytesOf(`x${text}x`);
	out.decode(bytes, 1, bytes.length - 1);
	return textOf(out.bytes, 0, out.length);
}

it.each([
	['plain', 'plain'],
	['a\\x09b', 'a\tb'],
	['\\xc3\\xa9', 'é'],
	['a\\\\b', 'a\\b'],
	['a\\\\x41', 'a\\x41'],
	['\\x4', '\\x4'],
	['\\xzz', '\\xzz'],
	['end\\', 'end\\'],
	['\\x2D', '-']
])('%s stands for %j', (escaped, text) => expect(decoded(escaped)).toBe(text));

it('undoes what Zeek escapes, whatever the bytes', () => {
	fc.assert(
		fc.property(fc.uint8Array(), (bytes) => {
			const escaped = [...bytes]
				.map((byte) => {
					if (byte === 92) return '\\\\';
					if (byte > 31 && byte < 127) return String.fromCharCode(byte);
					return `\\x${byte.toString(16).padStart(2, '0')}`;
				})
				.join('');
			const out = new ZeekText();
			const source = bytesOf(escaped);
			out.decode(source, 0, source.length);
			expect([...out.bytes.subarray(0, out.length)]).toEqual([...bytes]);
		})
	);
});

it('reads the separator of a header', () => expect(unescaped('\\x09')).toBe('\t'));
