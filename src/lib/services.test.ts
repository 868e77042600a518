import { describe, expect, it } from 'vitest';
import { portOfService } from './services.ts';

describe('the name of a service', () => {
	it.each([
		['https', 'tcp', 443],
		['HTTPS', 'udp', 443],
		['shell', 'tcp', 514],
		['syslog', 'udp', 514],
		['ms-wbt-server', 'tcp', 3389],
		['echo', 'udp', 7],
		['rpcbind', 'tcp', 111],
		['ntp', 'tcp', 123],
		['constructor', 'tcp', null],
		['__proto__', 'udp', null],
		['no-such', 'tcp', null]
	] as const)('%s by %s', (name, proto, port) => expect(portOfService(name, proto)).toBe(port));
});
