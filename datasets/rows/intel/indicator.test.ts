import { describe, expect, it } from 'vitest';
import { readIndicator, refanged } from './indicator.ts';

describe('readIndicator', () => {
	it.each([
		['192.0.2.1', 'ip', '192.0.2.1'],
		['192.0.2.1/32', 'ip', '192.0.2.1'],
		['203.0.113.7/24', 'cidr', '203.0.113.0/24'],
		['2001:DB8::/32', 'cidr', '2001:db8::/32'],
		['[2001:db8::1]:443', 'ip', '2001:db8::1'],
		['192.0.2.1:443', 'ip', '192.0.2.1'],
		['WWW.Example.org.', 'domain', 'www.example.org'],
		['*.example.org', 'domain', '*.example.org'],
		['xn--bcher-kva.example', 'domain', 'xn--bcher-kva.example'],
		['https://Example.org/A', 'url', 'https://Example.org/A'],
		['A'.repeat(64), 'hash', 'a'.repeat(64)]
	])('reads %s as %s', (text, kind, canonical) =>
		expect(readIndicator(text)).toMatchObject({ kind, text: canonical })
	);

	it.each(['', 'word', 'two words', '192.0.2.300', '192.0.2.1:99999', 'http://', '-a.example',
		`${'a.'.repeat(200)}org`, 'a'.repeat(63), '1.2.3', 'example.1'])(
		'%j is none',
		(text) => expect(readIndicator(text)).toBeNull()
	); // prettier-ignore

	it('restores what was made harmless', () => {
		expect(refanged('hxxps://a[.]example(.)org[:]80/')).toBe('https://a.example.org:80/');
	});
});
