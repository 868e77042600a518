import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Address, canonicalAddress } from './address.ts';

describe('canonicalAddress', () => {
	it.each([
		['192.0.2.1', '192.0.2.1'],
		['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
		['::', '::'],
		['::1', '::1'],
		['1::', '1::'],
		['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
		['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
		['::ffff:192.0.2.1', '192.0.2.1'],
		['::ffff:c000:201', '192.0.2.1'],
		['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
		['fe80::1%eth0', 'fe80::1']
	])('%s is written %s', (text, canonical) => expect(canonicalAddress(text)).toBe(canonical));

	it.each(['', '-', '1.2.3', '1.2.3.256', '01.2.3.4', '1.2.3.4.5', ':', ':1', '1:', '1::2::3',
		'12345::', 'g::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1.2.3.4:80', '::1.2.3'])(
		'%j is no address',
		(text) => expect(canonicalAddress(text)).toBeNull()
	); // prettier-ignore

	it('reads back every IPv6 address that it writes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
				const address = new Address();
				address.take(bytes, 0, 16);
				expect(canonicalAddress(address.text)).toBe(address.text);
			})
		);
	});
});
