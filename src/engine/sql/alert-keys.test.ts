import { expect, it } from 'vitest';
import { alertKeysIn } from './alert-keys.ts';

const keys = (where: string) => [...alertKeysIn(`SELECT 1 FROM web WHERE ${where}`)];

it.each([
	['src_ip = alert.src_ip', ['src_ip']],
	['Alert."SRC_IP" = web.src_ip', ['src_ip']],
	['alert.dst_ip IN (dst_ip, server_ip)', ['dst_ip']],
	['src_ip = alert.src_ip AND dst_ip = alert.dst_ip', ['src_ip', 'dst_ip']]
])('%s seeks by columns of the alert', (where, columns) => {
	expect(keys(where)).toEqual(columns);
});

it.each([
	['src_ip IS DISTINCT FROM alert.src_ip'],
	['src_ip <> alert.src_ip'],
	["coalesce(alert.src_ip, 'none') = 'none'"],
	['eve.alert.src_ip = src_ip'],
	["note = 'alert.src_ip = src_ip'"],
	['in_cidr(alert.src_ip, indicator)']
])('%s does not', (where) => {
	expect(keys(where)).toEqual([]);
});
