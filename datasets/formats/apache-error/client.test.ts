import { expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

async function client(head: string, text: string) {
	const line = `[Thu Oct 13 12:24:49 2022] ${head} [client ${text}] File does not exist: /srv/a`;
	const { rows } = await readBytes(bytesOf(line), { settings: { as: 'apache-error' } });
	return [rows[0]!.src_ip, rows[0]!.src_port];
}

const addresses = ['192.0.2.9', '2001:db8::9', '2001:db8::5:80', '2001:db8:1:2:3:4:5:6', '::1'];

it.each(addresses)('Apache 2.2 names no port, whatever the address ends in: %s', async (ip) => {
	expect(await client('[error]', ip)).toEqual([ip, null]);
});

it.each(addresses)('Apache 2.4 always names a port behind the last colon: %s', async (ip) => {
	expect(await client('[core:error] [pid 31:tid 7]', `${ip}:8080`)).toEqual([ip, 8080]);
	expect(await client('[core:info] [pid 31]', `${ip}:50123`)).toEqual([ip, 50_123]);
});
