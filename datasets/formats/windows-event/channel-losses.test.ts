import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const clock = (minute: number) => `2026-01-04T02:${String(minute).padStart(2, '0')}:00.0000000Z`;

function event(number: number, minute: number, { id = 4624, channel = 'Security' } = {}): string {
	const provider =
		id === 4624 ? 'Microsoft-Windows-Security-Auditing' : 'Microsoft-Windows-Eventlog';
	return `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="${provider}"/>
		<EventID>${id}</EventID><TimeCreated SystemTime="${clock(minute)}"/><EventRecordID>${number}</EventRecordID>
		<Channel>${channel}</Channel><Computer>ws1.example</Computer></System></Event>`;
}

const cleared = { id: 1102 };

async function lost(text: string): Promise<string[]> {
	const { receipt } = await readBytes(bytesOf(text), { settings: { as: 'windows-event' } });
	expect(receipt.rejects).toEqual([]);
	return receipt.told_spans.map(
		({ lost: is, from_ts, to_ts }) => `${is} ${from_ts.slice(0, 16)} ${to_ts.slice(0, 16)}`
	);
}

const inXml = (...events: string[]) => lost(`<Events>${events.join('\n')}</Events>`);

it('between events of a channel of which others were numbered, some are missing, whichever way they stand', async () => {
	const events = [
		...[event(7, 0), event(90, 1, { channel: 'System' }), event(8, 2), event(12, 6)],
		...[event(91, 8, { channel: 'System' }), event(13, 9)]
	];
	const gap = ['true 2026-01-04T02:02 2026-01-04T02:06'];
	expect(await inXml(...events)).toEqual(gap);
	expect(await inXml(...events.toReversed())).toEqual(gap);
});

it('what stood in a log before it was cleared is missing, but for what is here', async () => {
	const behind = [event(41, 30, cleared), event(42, 31)];
	expect(await inXml(...behind)).toEqual(['true 1970-01-01T00:00 2026-01-04T02:30']);
	const whole = [event(39, 10), event(40, 20), ...behind];
	const since = ['true 2026-01-04T02:20 2026-01-04T02:30'];
	expect(await inXml(...whole)).toEqual(since);
	expect(await inXml(...whole.toReversed())).toEqual(since);
});

it('numbers are found in JSON and CSV too', async () => {
	const gap = ['true 2026-01-04T02:00 2026-01-04T02:09'];
	const winlog = (record_id: number, minute: number) => ({
		'@timestamp': clock(minute),
		winlog: {
			...{ record_id, event_id: '4624', channel: 'Security', computer_name: 'ws1.example' },
			provider_name: 'Microsoft-Windows-Security-Auditing'
		}
	});
	const lines = [winlog(7, 0), winlog(9, 9)].map((each) => JSON.stringify(each));
	expect(await lost(`${lines.join('\n')}\n`)).toEqual(gap);
	const row = (number: number, minute: number) =>
		`"${clock(minute)}","4624","${number}","Microsoft-Windows-Security-Auditing","Security","ws1.example"`;
	const header = '"TimeCreated","Id","RecordId","ProviderName","LogName","MachineName"';
	expect(await lost([header, row(7, 0), row(9, 9), ''].join('\n'))).toEqual(gap);
});
