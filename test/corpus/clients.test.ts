import { describe, expect, it } from 'vitest';
import { corpusBytes, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

const reason = missing(['real/web', 'reports']);
const folder = reason === null ? describe : describe.skip;

const read = (path: string) => readBytes(corpusBytes(path));

/** All clients are of this machine, as the README beside the logs says. */
const CLIENTS = ['127.0.0.1', '::1'];
/** Those that the PROXY protocol named to HAProxy. */
const PROXIED = /^(?:203\.0\.113\.|2001:db8::7$)/;

folder('who asked is right in what servers wrote of requests from this machine', () => {
	it.each([
		'nginx-access.log',
		'nginx-vhost.log',
		'nginx-none.log',
		'nginx-error.log',
		'nginx-error-modsec3.log',
		'apache-access-debian.log',
		'apache-vhost.log',
		'apache-error.log',
		'lighttpd-access.log',
		'squid-access.log',
		'squid-combined-users.log',
		'haproxy-stdout.log',
		'haproxy-syslog-cut-at-1024.log',
		'caddy-access.log',
		'varnishncsa.log'
	])('%s', async (name) => {
		const { rows } = await read(`real/web/${name}`);
		const clients = rows.map(({ src_ip }) => src_ip).filter((ip) => ip !== null);
		const others = clients.filter((ip) => !CLIENTS.includes(String(ip)));
		expect(others.filter((ip) => !PROXIED.test(String(ip)))).toEqual([]);
		expect(clients.length).toBeGreaterThan(0);
	});

	it('no error of nginx that names a client is without it', async () => {
		const { rows } = await read('real/web/nginx-error.log');
		const named = rows.filter(({ message }) => String(message).includes(', client: '));
		expect(named.filter(({ src_ip }) => src_ip === null)).toEqual([]);
	});

	it('lighttpd names the host behind the client, also where it is an address', async () => {
		const { rows } = await read('real/web/lighttpd-access.log');
		expect(rows.slice(-3).map(({ src_ip, host }) => [src_ip, host])).toEqual([
			['127.0.0.1', '192.0.2.10'],
			['127.0.0.1', '2001:db8::10'],
			['::1', '2001:db8::10']
		]);
		expect(rows[0]).toMatchObject({ host: 'site.example', user: null });
	});

	it('names that Squid wrote are spelled as they were given', async () => {
		const { rows } = await read('real/web/squid-combined-users.log');
		const users = rows.map(({ user }) => user).filter((user) => user !== null);
		expect(users).toEqual(['bob smith', 'dom\\bob', 'bob"q', 'café', 'a%b', 'a|b[c]']);
	});

	it('the path of one request has one spelling in the log of each server', async () => {
		const names = [
			'nginx-access.log',
			'nginx-error.log',
			'apache-access-debian.log',
			'lighttpd-access.log'
		];
		for (const name of names) {
			const { rows } = await read(`real/web/${name}`);
			const paths = rows.map(({ path }) => path);
			expect([name, paths.includes('/t-utf8-é')]).toEqual([name, true]);
			expect([name, paths.includes('/t-back\\slash')]).toEqual([name, true]);
		}
	});
});

folder('cases of public reports', () => {
	it('5: the tag of Squid is no virtual host', async () => {
		const { rows } = await read('reports/05-squid-in-syslog.log');
		expect(rows.map(({ host, src_ip, ts }) => [host, src_ip, ts])).toEqual([
			['198.51.100.47', '192.0.2.3', '2022-09-03T15:11:12.000000Z'],
			['files.example.org', '192.0.2.3', '2022-09-03T15:11:13.000000Z']
		]);
	});

	it('15: quotes around a value of CEF are none of its own', async () => {
		const { rows } = await read('reports/15-cef-quoted-url.log');
		expect(rows[0]).toMatchObject({
			url: 'https://files.example.org/upload/7?a=1',
			path: '/upload/7',
			query: 'a=1',
			user_agent: 'agent/1.0; mail:alice@example.org; id:x='
		});
	});
});
