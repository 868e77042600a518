import { expect, test } from 'vitest';
import { bytesText, countText, numberText, wholeNumberText } from './format-number.ts';

test.each([
	[0, '0'],
	[999, '999'],
	[1234567, '1,234,567'],
	[-1234, '-1,234'],
	[1234.5, '1,234.5'],
	[0.12345, '0.123'],
	[2n ** 63n, '9,223,372,036,854,775,808'],
	[1e21, '1,000,000,000,000,000,000,000'],
	[Number.NaN, 'NaN']
])('%s reads as %s', (value, text) => {
	expect(numberText(value)).toBe(text);
});

test.each([
	[1234567.000125, '1,234,567.000125'],
	[0.00004, '0.00004'],
	['-1234567890123456789012345678.0123456789', '-1,234,567,890,123,456,789,012,345,678.0123456789'],
	['.5', '.5'],
	['nan', 'nan'],
	[1e21, '1e+21'],
	[2n ** 127n, '170,141,183,460,469,231,731,687,303,715,884,105,728']
])('%s with all of its digits reads as %s', (value, text) => {
	expect(wholeNumberText(value)).toBe(text);
});

test('a count agrees with its noun', () => {
	expect(countText(1, 'row')).toBe('1 row');
	expect(countText(0, 'row')).toBe('0 rows');
	expect(countText(2, 'query', 'queries')).toBe('2 queries');
});

test.each([
	[0, '0 B'],
	[999, '999 B'],
	[1000, '1.0 kB'],
	[1_340_000, '1.3 MB'],
	[528_000_000, '528 MB'],
	[999_999, '1.0 MB']
])('%s bytes read as %s', (bytes, text) => {
	expect(bytesText(bytes)).toBe(text);
});
