import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from './bytes.ts';
import { decimalNumber } from './decimal.ts';

function read(text: string): number | null {
	const bytes = bytesOf(`[${text}]`);
	return decimalNumber(bytes, 1, bytes.length - 1);
}

describe('a decimal number', () => {
	it('is the float that is nearest to what is written', () => {
		fc.assert(
			fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
				expect(read(String(value))).toBe(value + 0);
			})
		);
	});

	it('is the same whether it has few digits or many', () => {
		const digits = fc.string({
			unit: fc.constantFrom(...'0123456789'),
			minLength: 1,
			maxLength: 17
		});
		const sign = fc.constantFrom('', '-');
		fc.assert(
			fc.property(sign, digits, digits, (minus, whole, fraction) => {
				const text = `${minus}${whole}.${fraction}`;
				expect(read(text)).toBe(Number(text));
				expect(read(minus + whole)).toBe(Number(minus + whole));
			})
		);
	});

	it.each(['', '-', '.5', '+1', '1.2.3', '1,5', '1e', ' 1', 'x', '-x', '0x1f', '1e999'])(
		'is not %j',
		(text) => expect(read(text)).toBeNull()
	);

	it('may end with its point, have an exponent, or white space behind it', () => {
		expect(read('2.')).toBe(2);
		expect(read('1.5 ')).toBe(1.5);
		expect(read('-2.5e3')).toBe(-2500);
	});
});
