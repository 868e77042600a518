import { expect, it } from 'vitest';
import type { Receipt } from '#intake/record/receipt.ts';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

async function receiptOf(line: string): Promise<Receipt> {
	const before = 'Mar  5 15:00:00 www1 cron[1]: job begun\n';
	const { receipt } = await readBytes(bytesOf(`${before}Mar  5 15:00:01 www1 ${line}\n`), {
		settings: { as: 'syslog' }
	});
	return receipt;
}

async function notesOf(line: string): Promise<string> {
	return (await receiptOf(line)).notes.join('\n');
}

it.each([
	['rsyslogd: imuxsock lost 353 messages from pid 5912 due to rate-limiting', 'rsyslogd'],
	[
		'rsyslogd: imuxsock[pid 5912]: 353 messages lost due to rate-limiting (200 allowed within 5 seconds)',
		'rsyslogd'
	],
	['systemd-journald[201]: /dev/kmsg buffer overrun, some messages lost.', 'systemd-journald'],
	['systemd-journald[201]: Forwarding to syslog missed 7 messages.', 'systemd-journald'],
	['kernel: audit: backlog limit exceeded', 'kernel'],
	['kernel: [  12.345678] audit: rate limit exceeded', 'kernel'],
	['kernel: audit: kauditd hold queue overflow', 'kernel'],
	['systemd-journald[201]: Suppressed 1234 messages from nginx.service', 'systemd-journald'],
	['systemd-journald[201]: Missed 15 kernel messages', 'systemd-journald'],
	['kernel: audit: audit_lost=7 audit_rate_limit=0 audit_backlog_limit=320', 'kernel'],
	['kernel: net_ratelimit: 12 callbacks suppressed', 'kernel']
])(
	'a log that says of itself that messages are missing has that on its receipt: %s',
	async (line, program) => {
		expect(await notesOf(line)).toContain(
			`${program} says that messages were lost or held back: they are not here`
		);
	}
);

it.each([
	'last message repeated 5 times',
	'sshd[9]: message repeated 2 times: [ Failed password for root]'
])('so has one of which a line stands for several: %s', async (line) => {
	expect(await notesOf(line)).toContain('a line says that a message came several times');
});

it('what another program writes of losses says nothing of the log', async () => {
	const notes = await notesOf('shop[3]: lost 3 messages from the queue');
	expect(notes).not.toMatch(/lost or held back|several times/);
});

it('the minute before it says so is told as one of which records are missing, of everybody in the log', async () => {
	const line = 'rsyslogd: imuxsock lost 353 messages from pid 5912 due to rate-limiting';
	const { told_spans } = await receiptOf(line);
	expect(told_spans).toHaveLength(1);
	expect(told_spans[0]).toMatchObject({ table: null, speaker: null, lost: true });
	expect(told_spans[0]!.from_ts).toMatch(/T14:59:01.000000Z$/);
	expect(told_spans[0]!.to_ts).toMatch(/T15:00:01.000001Z$/);
});
