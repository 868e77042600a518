import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

const request = '[08/Jun/2020:06:49:01 +0000] "GET /a HTTP/1.1" 200 8 "-" "curl/8.0"';

/** Client, its port, host and user of a request behind a front. */
async function read(front: string, behind = '') {
	const { rows, receipt } = await readBytes(bytesOf(`${front} ${request}${behind}`), {
		settings: { as: 'web-combined' }
	});
	expect(receipt.rejects).toEqual([]);
	const { src_ip, src_port, host, user } = rows[0]!;
	return [src_ip, host, user, src_port];
}

describe('a word in front of the client is the host only where it can be nothing else', () => {
	it.each([
		['www.example.org', 'www.example.org'],
		['intranet:8080', 'intranet'],
		['localhost', 'localhost'],
		['192.0.2.80', '192.0.2.80'],
		['192.0.2.80:443', '192.0.2.80'],
		['[2001:db8::80]:443', '2001:db8::80'],
		['2001:db8::80', '2001:db8::80']
	])('a host: %s', async (word, host) => {
		expect(await read(`${word} 203.0.113.9 - anna`)).toEqual(['203.0.113.9', host, 'anna', null]);
	});

	it.each([
		'7f3a9c1e2b',
		'0b5e6c1a-9d7e-4a57-8f0e-2d3c4b5a6978',
		'a9f2.7731',
		'(squid-1)[4711]:',
		'nginx:',
		'web_1 |',
		'web-1  |',
		'[pod/web-5d9c/nginx]',
		'2024-05-01T12:00:00.123456789Z stdout F',
		'"x"',
		'_'
	])('no column: %s', async (word) => {
		const row = ['203.0.113.9', null, 'anna', null];
		expect(await read(`${word} 203.0.113.9 - anna`)).toEqual(row);
		expect(await read(`${word} www.example.org:80 203.0.113.9 - anna`)).toEqual([
			'203.0.113.9', 'www.example.org', 'anna', null
		]); // prettier-ignore
	});

	it('and whatever stands there, the client is the address', async () => {
		const word = fc.stringMatching(/^[a-z0-9(){}|:._"=-]{1,20}$/).filter((text) => text !== '-');
		await fc.assert(
			fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), async (words) => {
				fc.pre(!words.some((one) => /^[\d:.a-f]+$/.test(one)));
				expect((await read(`${words.join(' ')} 203.0.113.9 - -`))[0]).toBe('203.0.113.9');
			}),
			{ numRuns: 60 }
		);
	});
});

describe('three words before the time are client, host and user, as lighttpd writes them', () => {
	it.each([
		['203.0.113.9 www.example.org -', ['203.0.113.9', 'www.example.org', null, null]],
		['203.0.113.9 127.0.0.1:18100 -', ['203.0.113.9', '127.0.0.1', null, null]],
		['203.0.113.9 192.0.2.80 -', ['203.0.113.9', '192.0.2.80', null, null]],
		['203.0.113.9 [2001:db8::80] anna', ['203.0.113.9', '2001:db8::80', 'anna', null]],
		['2001:db8::9 [2001:db8::80]:8080 -', ['2001:db8::9', '2001:db8::80', null, null]],
		['203.0.113.9 192.0.2.80 anna de vries', ['203.0.113.9', '192.0.2.80', 'anna de vries', null]]
	])('%s', async (front, row) => expect(await read(front)).toEqual(row));
});

describe('who asked is said by the words before the dash, and nothing that a user typed changes it', () => {
	it.each([
		['203.0.113.9 - 192.0.2.1 - x', '203.0.113.9', '192.0.2.1 - x'],
		['dialup.example.net - 192.0.2.1', null, '192.0.2.1'],
		['dialup.example.net - 192.0.2.1 - -', null, '192.0.2.1 - -'],
		['unix: - www.example.org 192.0.2.1', null, 'www.example.org 192.0.2.1'],
		['203.0.113.9 www.example.org - anna', '203.0.113.9', 'anna'],
		['203.0.113.9, 192.0.2.1 - anna', '203.0.113.9', 'anna'],
		['203.0.113.9 www.example.org', '203.0.113.9', null],
		['203.0.113.9:50123 - -', '203.0.113.9', null]
	])('%s', async (front, client, user) => {
		const [src, host, name] = await read(front);
		expect([src, host, name]).toEqual([client, null, user]);
	});
});

describe('a user is spelled as in every other log', () => {
	const squid = ' TCP_MISS:HIER_DIRECT';
	it.each([
		['caf%c3%a9', 'café'],
		['a%25b', 'a%b'],
		['dom\\\\bob', 'dom\\bob'],
		['a|b%5bc%5d', 'a|b[c]'],
		['bob smith', 'bob smith'],
		['a%E9b%0A', 'a%E9b%0A']
	])('where Squid wrote it: %s', async (written, user) => {
		expect((await read(`203.0.113.9 - ${written}`, squid))[2]).toBe(user);
	});

	it('where another server did, which escapes otherwise', async () => {
		expect((await read('203.0.113.9 - caf%c3%a9'))[2]).toBe('caf%c3%a9');
		expect((await read('203.0.113.9 - caf\\xc3\\xa9'))[2]).toBe('café');
	});
});
