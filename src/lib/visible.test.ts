import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visible } from './visible.ts';

it.each([
	['\u202egpj.exe', '\\u{202E}gpj.exe'],
	['\u2066a\u2069\u200e\u200f\u061c', '\\u{2066}a\\u{2069}\\u{200E}\\u{200F}\\u{061C}'],
	['a\u200bb\u200d\ufeff\u00ad', 'a\\u{200B}b\\u{200D}\\u{FEFF}\\u{00AD}'],
	['\u001b[31m\u0000\u009b\u007f', '\\u{001B}[31m\\u{0000}\\u{009B}\\u{007F}'],
	['a\u2028b', 'a\\u{2028}b'],
	['\u{e0001}', '\\u{E0001}'],
	['é 日本 العربية\t\r\n', 'é 日本 العربية\t\r\n']
])('shows what nobody would see as its code: %j', (text, shown) => {
	expect(visible(text)).toBe(shown);
});

it('leaves no such character, whatever the text, and nothing else is changed', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const shown = visible(text);
			expect(shown).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u001b\u0080-\u009f]/);
			const back = shown.replace(/\\u\{([0-9A-F]{4,6})\}/g, (_, code: string) =>
				String.fromCodePoint(Number.parseInt(code, 16))
			);
			fc.pre(!/\\u\{[0-9A-F]{4,6}\}/.test(text));
			expect(back).toBe(text);
		})
	);
});
