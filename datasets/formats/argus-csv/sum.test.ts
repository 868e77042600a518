import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const head = 'StartTime,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,Trans,SrcPkts,DstPkts,State';

async function read(...lines: string[]) {
	const text = [head, ...lines.map((line) => `1700000000.5,${line}`), ''].join('\n');
	const { rows, receipt } = await readBytes(bytesOf(text), { settings: { as: 'argus-csv' } });
	return { rows, notes: receipt.notes.join('\n') };
}

it.each([
	'tcp,198.51.100.7,0,   ->,192.0.2.10,0,3,12,6,FIN',
	'tcp,198.51.100.7,41000,   ->,192.0.2.10,0,2,12,6,FIN',
	'udp,198.51.100.7,*,  <->,192.0.2.10,*,3,12,6,CON',
	'tcp,198.51.100.0,0,   ->,192.0.2.10,80,3,12,6,FIN',
	'udp,198.51.100.0,123,  <->,192.0.2.10,123,3,12,6,CON',
	'udp,198.51.100.8,123,  <->,192.0.2.1,123,3,12,6,CON',
	'udp,198.51.100.7,41000,  <->,192.0.2.8,53,3,12,6,CON',
	'udp,2001:db8::8,ntp,  <->,2001:db8::1,ntp,3,12,6,CON',
	'icmp,198.51.100.8,0x0008,  <->,192.0.2.1,0x0001,3,12,6,ECO'
])('what racluster added up from flows of several ends is no session: %s', async (line) => {
	const { rows, notes } = await read(line);
	expect(rows.map(({ table }) => table)).toEqual(['native']);
	expect(notes).toContain('several ends');
});

it.each([
	'udp,198.51.100.7,123,  <->,192.0.2.1,123,3,12,6,CON',
	'icmp,198.51.100.7,0x0008,  <->,192.0.2.1,0x0001,3,12,6,ECO',
	'tcp,198.51.100.8,41000,   ->,192.0.2.10,80,2,8,4,FIN'
])('what it hardly added up of several ends is a session: %s', async (line) => {
	const { rows } = await read(line);
	expect(rows.map(({ table }) => table)).toContain('sessions');
});

it('what it added up of the same ends is a session without a Community ID', async () => {
	const { rows } = await read('tcp,198.51.100.7,41000,   ->,192.0.2.10,80,2,8,4,FIN');
	expect(rows).toMatchObject([{ table: 'sessions', dst_port: 80, community_id: null }]);
});

it('a flow to port 0 that was not added up keeps its port and its Community ID, as does the next', async () => {
	const { rows } = await read(
		'tcp,198.51.100.7,41000,   ->,192.0.2.10,80,2,8,4,FIN',
		'tcp,198.51.100.7,41000,   ->,192.0.2.10,0,1,1,0,REQ'
	);
	expect(rows[1]).toMatchObject({ dst_port: 0, community_id: expect.stringMatching(/^1:/) });
});
