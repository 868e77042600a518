import { expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

it.each([
	['192.0.2.9:80:X1', 'X1'],
	['192.0.2.9:80:X1:name', 'X1'],
	['192.0.2.9:80:X1:V100', 'X1:V100'],
	['192.0.2.9:80:X1:V100:name', 'X1:V100'],
	['192.0.2.9:80:X1:VPN', 'X1']
])('the name of an interface may hold the colon that divides an end: %s', async (src, name) => {
	const line = `id=firewall sn=0000 time="2026-01-15 03:17:36" fw=192.0.2.1 pri=6 c=1024 m=36 msg="TCP connection dropped" src=${src} dst=203.0.113.1:443:X2 proto=tcp/https`;
	const { rows } = await readBytes(bytesOf(line), { settings: { as: 'sonicwall' } });
	expect(rows[0]).toMatchObject({ table: 'firewall', src_ip: '192.0.2.9', interface: name });
});
