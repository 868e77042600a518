import { describe, expect, it } from 'vitest';
import { countOf, joinScaled } from './counts.ts';
import { endpointOf } from './endpoint.ts';

describe('an endpoint', () => {
	it.each([
		['192.0.2.1:80', '192.0.2.1', '80', false],
		['192.0.2.1:8.0', '192.0.2.1', '8.0', false],
		['192.0.2.1:0', '192.0.2.1', '0', false],
		['2001:db8::1.443', '2001:db8::1', '443', false],
		['2001:db8::1.128.0', '2001:db8::1', '128.0', false],
		['2001:47..7c:2e3e.49185', '2001:47..7c:2e3e', '49185', true]
	])('%s', (text, address, port, shortened) =>
		expect(endpointOf(text)).toEqual({ address, port, shortened })
	);

	it.each(['', '80', 'host:80', '192.0.2:80', ':.1x', '12.443'])('%j is none', (text) =>
		expect(endpointOf(text)).toBeNull()
	);
});

describe('a count', () => {
	it.each([
		['120', 120, false],
		['6.3 M', 6_300_000, true],
		['1.2 G', 1_200_000_000, true]
	])('%s is %s, rounded: %s', (text, count, rounded) =>
		expect(countOf(text)).toEqual({ count, rounded })
	);

	it.each(['', '1.2', '-1', 'M', '9999999999999 T'])('%j is none', (text) =>
		expect(countOf(text)).toBeNull()
	);

	it('may be printed in two words', () =>
		expect(joinScaled(['1', '6.3', 'M', '9'])).toEqual(['1', '6.3 M', '9']));
});
