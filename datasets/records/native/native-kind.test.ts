import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { kindOf } from './native-kind.ts';

describe('kindOf', () => {
	it.each([
		['0', 'int64'],
		['-12', 'int64'],
		['999999999999999999', 'int64'],
		['9999999999999999999', 'text'],
		['007', 'text'],
		['1.50', 'float64'],
		['-1.5e3', 'float64'],
		['1e999', 'text'],
		['1.2.3', 'text'],
		['-', 'text'],
		['192.0.2.1', 'text'],
		['2026-01-04', 'text'],
		['TRUE', 'boolean'],
		['false', 'boolean'],
		['yes', 'text']
	])('of %s is %s', (text, kind) => {
		const bytes = bytesOf(`,${text},`);
		expect(kindOf(bytes, 1, bytes.length - 1)).toBe(kind);
	});
});
