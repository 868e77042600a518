import { expect, it } from 'vitest';
import { alertKeysIn } from './alert-keys.ts';

const keys = (where: string) => [...alertKeysIn(`SELECT 1 FROM web WHERE ${where}`)];

it.each([
	['src_ip = alert.src_ip', ['src_ip']],
	['Alert."SRC_IP" = web.src_ip', ['src_ip']],
	['alert.dst_ip IN (dst_ip, server_ip)', ['dst_ip']],
	['src_ip = alert.src_ip AND dst_ip = alert.dst_ip', ['src_ip', 'dst_ip']],
	['in_cidr(src_ip, alert.src_ip)', ['src_ip']],
	['in_cidr(alert.src_ip, indicator)', ['src_ip']],
	['ip_num(src_ip) = ip_num(alert.src_ip)', ['src_ip']],
	['list_contains([src_ip, dst_ip], alert.src_ip)', ['src_ip']],
	["url LIKE '%' || alert.dst_ip || '%'", ['dst_ip']],
	['(src_ip, dst_ip) = (alert.src_ip, alert.dst_ip)', ['src_ip', 'dst_ip']],
	["coalesce(alert.src_ip, '') = src_ip", ['src_ip']],
	['src_ip IN (SELECT alert.src_ip)', ['src_ip']],
	['src_ip BETWEEN alert.src_ip AND alert.src_ip', ['src_ip']],
	['src_ip IS DISTINCT FROM alert.src_ip', ['src_ip']],
	['alert.src_ip IS NOT DISTINCT FROM src_ip', ['src_ip']],
	['src_ip <> alert.src_ip', ['src_ip']],
	['src_ip = alert.src_ip IS NULL', ['src_ip']],
	['alert.src_ip IS NULL OR src_ip = alert.src_ip', ['src_ip']]
])('a statement seeks by what it speaks of the alert, in whatever form: %s', (where, columns) => {
	expect(keys(where)).toEqual(columns);
});

it.each(["alert['src_ip'] = src_ip", '(alert).src_ip = src_ip', "struct_extract(alert, 'src_ip')"])(
	'a statement that speaks of the alert as a whole may seek by every column: %s',
	(where) => {
		expect(keys(where)).toEqual(['*']);
	}
);

it.each([
	['alert.src_ip IS NULL'],
	['NOT (alert.src_ip IS NOT NULL)'],
	['CASE WHEN alert IS NULL THEN true ELSE alert.dst_ip IS NULL END'],
	['eve.alert.src_ip = src_ip'],
	["note = 'alert.src_ip = src_ip'"],
	['true -- alert.src_ip']
])('whether it is null may be asked, and what is no alert is none: %s', (where) => {
	expect(keys(where)).toEqual([]);
});
