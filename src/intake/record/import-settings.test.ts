import { expect, it } from 'vitest';
import { machineOf } from './import-settings.ts';

it.each([
	[null, null, []],
	[' ', null, []],
	['fw-1', 'fw-1', []],
	['192.0.2.1', '192.0.2.1', ['192.0.2.1']],
	['2001:DB8::1, 192.0.2.1', '2001:db8::1', ['2001:db8::1', '192.0.2.1']],
	['fw-1,192.0.2.1', 'fw-1', ['192.0.2.1']],
	[' 192.0.2.1 , fw-1, 2001:db8::1,', 'fw-1', ['192.0.2.1', '2001:db8::1']],
	['fw-1, 192.0.2.0/24', 'fw-1,192.0.2.0/24', []]
])('the host %j is the machine %j with the addresses %j', (host, name, addresses) => {
	expect(machineOf(host)).toEqual({ host: name, addresses });
});
