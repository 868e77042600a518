import { expect, it } from 'vitest';
import { formats } from '#datasets/index.ts';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from './support/read-bytes.ts';

/** Requests whose addresses hold pairs of names and values, as many do. */
const lines = [
	'192.0.2.1 - - [07/Feb/2024:08:08:07 +0000] "GET /search?q=shoes&page=2 HTTP/1.1" 200 93 "-" "agent/1.0"',
	'192.0.2.2 - - [07/Feb/2024:08:08:08 +0000] "GET /a;v=1?id="7" HTTP/1.1" 404 5 "-" "agent/1.0"'
];
const bytes = bytesOf(lines.join('\n'));

const firewalls = formats.filter(
	({ messages: of, tables }) => of !== undefined && tables.includes('firewall')
);

it.each(firewalls.map(({ name }) => name))(
	'%s makes no row of a request to a web server, whatever pairs stand in it',
	async (name) => {
		const { receipt, rows } = await readBytes(bytes, { settings: { as: name } });
		expect(rows).toEqual([]);
		expect(receipt.rejects).toHaveLength(lines.length);
	}
);
