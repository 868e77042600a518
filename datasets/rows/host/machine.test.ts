import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const read = async (text: string, host: string | null) => {
	const { rows, receipt } = await readBytes(bytesOf(text), { settings: { host } });
	return { rows, notes: receipt.notes.filter((note) => note.includes('was given')) };
};

const syslog = `Jan 15 03:17:36 web-1 sshd[9]: Failed password for root from 203.0.113.9 port 4001 ssh2
Jan 15 03:17:37 web-1 cron[8]: (root) CMD (true)
`;
const packet = `Jan 15 03:17:36 fw-1 kernel: IN=eth0 OUT= SRC=203.0.113.9 DST=192.0.2.10 LEN=60 TOS=0x00 PREC=0x00 TTL=50 ID=1 PROTO=UDP SPT=4000 DPT=22 LEN=40
`;

const asa = `Jan 15 2024 03:17:36 asa-1 : %ASA-4-106023: Deny tcp src outside:203.0.113.9/4000 dst inside:192.0.2.10/22 by access-group "out" [0x0, 0x0]
`;

it('a machine that was given and that the records name has the address that was given', async () => {
	const { rows, notes } = await read(syslog, 'Web-1,192.0.2.80');
	expect(rows.map(({ host, host_ip }) => [host, host_ip])).toEqual([
		['web-1', '192.0.2.80'],
		['web-1', '192.0.2.80']
	]);
	expect(notes).toEqual([]);
});

it('a firewall that writes of itself has the address that was given, with its name or without', async () => {
	const login = asa.replace(
		/%ASA.*/,
		'%ASA-6-605005: Login permitted from 203.0.113.9/4000 to inside:192.0.2.1/ssh for user "op"'
	);
	for (const text of [login, login.replace('asa-1 ', '')]) {
		const { rows } = await read(text, 'asa-1,192.0.2.254');
		expect(rows).toMatchObject([
			{ table: 'host', host: 'asa-1', host_ip: '192.0.2.254', dst_ip: '192.0.2.1' }
		]);
	}
});

it.each([
	['a syslog', syslog, 'web-1', 2],
	['a log of a firewall', packet, 'fw-1', 1],
	['a log of an ASA', asa, 'asa-1', 1]
])(
	'that records of %s name another machine than the one given is said',
	async (_, text, own, times) => {
		const { rows, notes } = await read(text, 'web-2,192.0.2.81');
		expect(rows.map(({ host, device }) => host ?? device)).toEqual(Array(times).fill(own));
		const sentence =
			'records name another machine than the one that was given (web-2), which is not used for them';
		expect(notes).toEqual([times > 1 ? `${sentence} (${times} times)` : sentence]);
	}
);
