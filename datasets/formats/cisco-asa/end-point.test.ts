import { describe, expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

async function denied(source: string) {
	const line = `<166>Jan 15 03:17:36 fw : %ASA-4-106023: Deny tcp src ${source}/1272 dst in:192.0.2.1/22 by access-group "acl" [0x0, 0x0]`;
	const { rows } = await readBytes(bytesOf(line), { settings: { as: 'cisco-asa' } });
	const { src_ip, src_port, interface: name } = rows[0]!;
	return [name, src_ip, src_port];
}

describe('the name of an interface may hold what stands behind it', () => {
	it.each(['outside', 'dmz:1', 'dmz:1/2', 'a/b', 'a:b:c', '1:2', 'vlan.10'])('%s', async (name) => {
		expect(await denied(`${name}:203.0.113.9`)).toEqual([name, '203.0.113.9', 1272]);
	});

	it.each(['outside', 'dmz:zone', 'a/b', 'vlan.10'])('%s, in front of IPv6', async (name) => {
		expect(await denied(`${name}:2001:db8::9`)).toEqual([name, '2001:db8::9', 1272]);
	});

	it('and a name in place of the address is no address', async () => {
		expect(await denied('outside:mail-server')).toEqual(['outside', null, 1272]);
	});
});
