import { expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

async function indicators(text: string) {
	const { rows } = await readBytes(bytesOf(text), { settings: { as: 'intel-list' } });
	return rows.map(({ indicator, kind, list }) => [indicator, kind, list]);
}

it('an address of a set with a netmask is the net that the set matches, as saved and as listed', async () => {
	const saved =
		'create nm hash:ip family inet hashsize 1024 maxelem 65536 netmask 24 bucketsize 12 initval 0x1\nadd nm 198.51.100.0\ncreate one hash:ip family inet\nadd one 203.0.113.9\n';
	const listed =
		'Name: nm\nType: hash:ip\nHeader: family inet hashsize 1024 maxelem 65536 netmask 24 bucketsize 12\nMembers:\n198.51.100.0\n\nName: one\nType: hash:ip\nHeader: family inet hashsize 1024\nMembers:\n203.0.113.9\n';
	const nets = [
		['198.51.100.0/24', 'cidr', 'nm'],
		['203.0.113.9', 'ip', 'one']
	];
	expect(await indicators(saved)).toEqual(nets);
	expect(await indicators(listed)).toEqual(nets);
});

it('a netmask is that of its own set, of IPv6 too, and has nothing to do with ports', async () => {
	const text =
		'create six hash:ip,port family inet6 netmask 48\nadd six 2001:db8::,tcp:443 timeout 9\ncreate map bitmap:ip range 192.0.2.0/24 netmask 28\nadd map 192.0.2.16\n';
	expect(await indicators(text)).toEqual([
		['2001:db8::/48', 'cidr', 'six'],
		['192.0.2.16/28', 'cidr', 'map']
	]);
});
