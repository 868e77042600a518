import { expect, it } from 'vitest';
import { eventTableNames, eventTables } from '#tables/event-tables.ts';
import { columnsThatHold, meaningsOf } from './column-meaning.ts';

it('every column of every event table is known to be what it is, or to be asked of no other table', () => {
	const common =
		'src_ip address, src_port port, dst_ip address, dst_port port, community_id community id';
	const told = eventTableNames.map((table) => {
		const names = eventTables[table].columns.map(({ name }) => name);
		const known = names.filter((name) => meaningsOf(name, names).length > 0);
		return [table, known.map((name) => [name, ...meaningsOf(name, names)].join(' ')).join(', ')];
	});
	expect(Object.fromEntries(told)).toEqual({
		alerts: `${common}, signature signature, flow_id session id`,
		sessions: `${common}, uid session id`,
		firewall: common,
		web: `${common}, host host name address, url url, path url, user_agent user agent, referer url, user user, server_ip address`,
		dns: `${common}, query host name, uid session id`,
		tls: `${common}, server_name host name, fingerprint hash, ja3 hash, ja3s hash, uid session id`,
		files: `${common}, filename file, md5 hash, sha1 hash, sha256 hash, uid session id`,
		host: `${common}, host host name address, user user, path file, host_ip address`,
		packets: common,
		assets: `${common}, ip address, hostname host name, port port`,
		policy: common,
		accepted_risks: `${common}, asset host name address, port port`,
		intel: `${common}, indicator address host name url hash`
	});
});

it('columns of a source’s own are known by what programs call them', () => {
	const own = ['id.orig_h', 'dest_ip', 'srcport', 'User-Agent', 'cs-username', 'SHA256', 'uri'];
	expect(own.map((name) => meaningsOf(name, own).join())).toEqual([
		'address',
		'address',
		'port',
		'user agent',
		'user',
		'hash',
		'url'
	]);
	expect(meaningsOf('src', ['src', 'dst'])).toEqual(['address']);
	expect(meaningsOf('toString', ['toString'])).toEqual([]);
});

it('a table is asked in all of its columns of a meaning, and of several', () => {
	expect(columnsThatHold('sessions', ['address'])).toEqual(['src_ip', 'dst_ip']);
	expect(columnsThatHold('web', ['host name', 'address'])).toEqual([
		'src_ip',
		'dst_ip',
		'host',
		'server_ip'
	]);
	expect(columnsThatHold('packets', ['user'])).toEqual([]);
});

it('facts that stand are asked in their own columns alone', () => {
	expect(columnsThatHold('intel', ['host name', 'address'])).toEqual(['indicator']);
	expect(columnsThatHold('assets', ['port'])).toEqual(['port']);
	expect(columnsThatHold('policy', ['address', 'port'])).toEqual([]);
});
