import { describe, expect, it } from 'vitest';
import { cidrOf, contains, readNetwork } from './cidr.ts';

describe('readNetwork', () => {
	it.each([
		['203.0.113.7', '203.0.113.7/32', false],
		['203.0.113.7/24', '203.0.113.0/24', true],
		['203.0.113.0/24', '203.0.113.0/24', false],
		['203.0.113.255/25', '203.0.113.128/25', true],
		['203.0.113.0/255.255.255.0', '203.0.113.0/24', false],
		['0.0.0.0/0', '0.0.0.0/0', false],
		['2001:DB8::5/32', '2001:db8::/32', true],
		['2001:db8::/ffff:ffff::', '2001:db8::/32', false],
		['::1', '::1/128', false],
		['::ffff:192.0.2.9/120', '192.0.2.0/24', true]
	])('reads %s as %s', (text, cidr, masked) => {
		const network = readNetwork(text)!;
		expect(cidrOf(network)).toBe(cidr);
		expect(network.masked).toBe(masked);
	});

	it.each(['', '/', '192.0.2.1/', '192.0.2.1/33', '192.0.2.1/-1', '192.0.2.1/24/24', '192.0.2.1/x',
		'192.0.2.0/255.0.255.0', '192.0.2.0/ffff::', '2001:db8::/129', '::ffff:192.0.2.9/24', '192.0.2/24'])(
		'finds no network in %j',
		(text) => expect(readNetwork(text)).toBeNull()
	); // prettier-ignore
});

describe('contains', () => {
	it.each([
		['192.0.2.0/24', '192.0.2.9', true],
		['192.0.2.0/24', '192.0.2.0/24', true],
		['192.0.2.0/24', '192.0.0.0/16', false],
		['192.0.2.0/24', '192.0.3.9', false],
		['0.0.0.0/0', '2001:db8::1', false],
		['::/0', '2001:db8::1', true]
	])('of %s and %s is %s', (outer, inner, expected) => {
		expect(contains(readNetwork(outer)!, readNetwork(inner)!)).toBe(expected);
	});
});
