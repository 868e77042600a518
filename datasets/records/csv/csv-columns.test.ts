import { describe, expect, it } from 'vitest';
import { findColumns } from './csv-columns.ts';

describe('findColumns', () => {
	const synonyms = { ip: ['ip', 'ip address', 'host'], name: ['name', 'host'] };

	it.each([
		[['IP-Address', 'NAME'], { ip: 0, name: 1 }],
		[['"ip_address" ', 'x'], { ip: 0 }],
		[['host'], { ip: 0 }],
		[['host', 'ip'], { ip: 1, name: 0 }],
		[['description', 'zip'], {}]
	])('of %j', (names, columns) => expect(findColumns(names, synonyms)).toEqual(columns));
});
