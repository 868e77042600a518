import { expect, test } from 'vitest';
import { endpoint } from './endpoint.ts';

test('an address stands with its port, an IPv6 one in brackets', () => {
	expect(endpoint('192.0.2.1', 443)).toBe('192.0.2.1:443');
	expect(endpoint('2001:db8::1', 443)).toBe('[2001:db8::1]:443');
	expect(endpoint('2001:db8::1', null)).toBe('2001:db8::1');
	expect(endpoint(null, 80)).toBe('unknown:80');
	expect(endpoint(null, null)).toBe('unknown');
});
