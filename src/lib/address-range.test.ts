import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allAddresses, merged, networksOf, rangeOf, readRange, without } from './address-range.ts';
import { cidrOf, readNetwork } from './cidr.ts';

const networks = (text: string) => networksOf(readRange(text)!).map(cidrOf);

describe('networksOf', () => {
	it.each([
		['192.0.2.0-192.0.2.255', ['192.0.2.0/24']],
		['192.0.2.10 - 192.0.2.13', ['192.0.2.10/31', '192.0.2.12/31']],
		['192.0.2.1-192.0.2.1', ['192.0.2.1/32']],
		['192.0.2.255-192.0.3.1', ['192.0.2.255/32', '192.0.3.0/31']],
		['0.0.0.0-255.255.255.255', ['0.0.0.0/0']],
		['2001:db8::-2001:db8::ffff', ['2001:db8::/112']],
		['::ffff:192.0.2.0-::ffff:192.0.2.7', ['192.0.2.0/29']],
		['2001:DB8::1-2001:db8::2', ['2001:db8::1/128', '2001:db8::2/128']]
	])('%s is %j', (text, expected) => expect(networks(text)).toEqual(expected));

	it('of mapped addresses are those of IPv4', () => {
		const first = 0xffff_c000_0200n;
		const found = networksOf({ isV6: true, first, last: first + 255n });
		expect(found.map(cidrOf)).toEqual(['192.0.2.0/24']);
	});

	it('of the range of a network is that network', () => {
		for (const text of ['198.51.100.0/24', '2001:db8::/32', '::/0', '203.0.113.7/32'])
			expect(networksOf(rangeOf(readNetwork(text)!)).map(cidrOf)).toEqual([text]);
	});
});

it.each(['192.0.2.2-192.0.2.1', '192.0.2.1-2001:db8::1', '192.0.2.1', '192.0.2.1-', 'a-b', ''])(
	'%j is no range',
	(text) => expect(readRange(text)).toBeNull()
);

describe('sets of addresses', () => {
	const bound = fc.tuple(fc.nat(40), fc.nat(40), fc.boolean());
	const ranges = fc.array(
		bound.map(([a, b, isV6]) => ({
			isV6,
			first: BigInt(Math.min(a, b)),
			last: BigInt(Math.max(a, b))
		})),
		{ maxLength: 6 }
	);
	const has = (set: readonly { isV6: boolean; first: bigint; last: bigint }[], at: bigint, v6: boolean) =>
		set.some((range) => range.isV6 === v6 && range.first <= at && at <= range.last); // prettier-ignore

	it('hold what they held after merging, and without others what those do not hold', () => {
		fc.assert(
			fc.property(ranges, ranges, (some, others) => {
				const left = without(some, others);
				for (const v6 of [false, true]) {
					for (let at = 0n; at <= 41n; at++) {
						expect(has(merged(some), at, v6)).toBe(has(some, at, v6));
						expect(has(left, at, v6)).toBe(has(some, at, v6) && !has(others, at, v6));
					}
				}
			})
		);
	});

	it('have a complement in networks', () => {
		const not = without(allAddresses, [rangeOf(readNetwork('128.0.0.0/2')!)]);
		expect(not.flatMap(networksOf).map(cidrOf)).toEqual(['0.0.0.0/1', '192.0.0.0/2', '::/0']);
	});
});
