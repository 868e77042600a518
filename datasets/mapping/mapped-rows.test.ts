import { describe, expect, it } from 'vitest';
import type { EventTableName } from '#tables/event-tables.ts';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

type Fields = Record<string, string | number | null>;

const shapes: [shape: string, as: string, write: (records: Fields[]) => string][] = [
	['JSON lines', 'ndjson', (records) => records.map((one) => JSON.stringify(one)).join('\n')],
	['an array of JSON', 'ndjson', (records) => JSON.stringify(records, null, '\t')],
	[
		'CSV',
		'delimited',
		(records) =>
			[Object.keys(records[0]!), ...records.map((one) => Object.values(one))]
				.map((row) => row.join(','))
				.join('\n')
	]
];

async function read(
	text: string,
	as: string,
	table: EventTableName,
	columns: Record<string, string>
) {
	const { rows, receipt } = await readBytes(bytesOf(text), {
		settings: { as, host: 'fw', mapping: { table, columns } }
	});
	return {
		rows: rows.filter((row) => row.table === table),
		rejects: receipt.rejects.map(({ reason }) => reason),
		notes: receipt.notes.join('\n')
	};
}

describe.each(shapes)('a key of a mapping that no record has, in %s,', (_, as, write) => {
	const rule = { act: 'allow', from: '192.0.2.1', to: 'any', prt: 22 };

	it('leaves each rule unknown, and is named', async () => {
		const columns = { action: 'act', src: 'from', dst: 'to', port_from: 'port' };
		const { rows, notes } = await read(write([rule, rule]), as, 'policy', columns);
		expect(rows).toMatchObject([{ action: 'unknown' }, { action: 'unknown' }]);
		expect(notes).toContain('the source has no column port, from which port_from was to come');
	});

	it('rejects each record of a register or a list, whose risk or entry it would widen', async () => {
		const risk = { machine: '192.0.2.1', what: 'accepted', prt: 22 };
		const columns = { asset: 'machine', decision: 'what', port: 'port' };
		const risks = await read(write([risk]), as, 'accepted_risks', columns);
		expect([risks.rows, risks.rejects]).toEqual([[], ['the source has no such column: port']]);
		const entry = { who: '192.0.2.1', till: '2026-01-02' };
		const lacking = { indicator: 'who', valid_until: 'until' };
		const list = await read(write([entry]), as, 'intel', lacking);
		expect([list.rows, list.rejects]).toEqual([[], ['the source has no such column: valid_until']]);
	});

	it('leaves its column of an event empty, and is named', async () => {
		const event = { when: '2026-01-02T03:04:05Z', who: '192.0.2.1' };
		const columns = { ts: 'when', src_ip: 'who', user: 'account' };
		const { rows, notes } = await read(write([event]), as, 'host', columns);
		expect(rows).toMatchObject([{ src_ip: '192.0.2.1', user: null }]);
		expect(notes).toContain('the source has no column account; user is left empty');
	});
});

describe.each(shapes)('a mapped event, in %s,', (_, as, write) => {
	const columns = { ts: 'when', src_ip: 'who', action: 'act' };
	const who = '192.0.2.1';

	it('without a time that can be read is a reject with its reason, and no row without a time', async () => {
		const good = { when: '2026-01-02T03:04:05Z', who, act: 'deny' };
		const events = ['', '-', 'yesterday'].map((when) => ({ ...good, when }));
		const { rows, rejects } = await read(write([good, ...events]), as, 'firewall', columns);
		expect(rows).toHaveLength(1);
		expect(rejects.slice(0, 2)).toEqual(Array(2).fill('the record has no time: when'));
		expect(rejects[2]).toContain('no such time');
		expect(rejects).toHaveLength(3);
	});

	it('of a source without the column of its time is a reject', async () => {
		const { rows, rejects } = await read(write([{ who, act: 'deny' }]), as, 'firewall', columns);
		expect(rows).toEqual([]);
		expect(rejects).toHaveLength(1);
	});

	it('without a column mapped to its time is a reject, and no row without a time', async () => {
		const text = write([{ who, act: 'deny' }]);
		const { rows, rejects } = await read(text, as, 'firewall', { src_ip: 'who', action: 'act' });
		expect([rows, rejects]).toEqual([[], ['the record has no time: no column is mapped to ts']]);
	});

	it('with a time in digits alone is of that day, and a day alone is said to stand at its first moment', async () => {
		const at = async (when: string) =>
			read(write([{ when, who, act: 'deny' }]), as, 'firewall', columns);
		const ofDay = await at('20240131');
		expect(ofDay.rows).toMatchObject([{ ts: '2024-01-31T00:00:00.000000Z' }]);
		expect(ofDay.notes).toContain('when holds a day alone');
		for (const [digits, ts] of [
			['20240131121314', '2024-01-31T12:13:14.000000Z'],
			['202401311213', '2024-01-31T12:13:00.000000Z'],
			['1706703194', '2024-01-31T12:13:14.000000Z'],
			['1706703194000', '2024-01-31T12:13:14.000000Z']
		] as const) {
			const { rows, notes } = await at(digits);
			expect(rows).toMatchObject([{ ts }]);
			expect(notes).not.toContain('a day alone');
		}
	});

	it('that a firewall would have denied, or only looked on at, is none that it denied', async () => {
		const said = {
			deny: 'deny',
			'would-block': 'allow',
			would_deny: 'allow',
			'Would drop': 'allow',
			'would allow': null,
			'would not block': null,
			monitored: null,
			detected: null,
			'deny (monitor)': null,
			'alert-only drop': null,
			'block log-only': null,
			'allow monitored': 'allow'
		};
		const events = Object.keys(said).map((act) => ({ when: '2026-01-02T03:04:05Z', who, act }));
		const { rows } = await read(write(events), as, 'firewall', columns);
		expect(rows.map(({ action }) => action)).toEqual(Object.values(said));
	});
});

describe.each(shapes)('a mapped end of an entry, in %s,', (_, as, write) => {
	const columns = { indicator: 'who', valid_until: 'till' };
	const until = async (till: string) =>
		read(write([{ who: '192.0.2.1', till }]), as, 'intel', columns);

	it('that is a day alone lasts through it', async () => {
		for (const day of ['2026-12-31', '2026/12/31', '20261231']) {
			const { rows } = await until(day);
			expect(rows).toMatchObject([{ valid_until: '2026-12-31T23:59:59.999999Z' }]);
		}
		const { rows } = await until('2026-12-31T00:00:00Z');
		expect(rows).toMatchObject([{ valid_until: '2026-12-31T00:00:00.000000Z' }]);
	});

	it('that cannot be read rejects the entry, which would else count for ever', async () => {
		const { rows, rejects } = await until('15/01/2007');
		expect([rows, rejects]).toEqual([[], ['no such time: 15/01/2007']]);
		expect((await until('never')).rows).toMatchObject([{ valid_until: null }]);
	});
});

it('a rule of JSON that leaves a key out is about everything once a later one has the key', async () => {
	const columns = { action: 'act', src: 'from', dst: 'to', port_from: 'match.port' };
	const text =
		'{"act":"deny","from":"any","to":"any"}\n' +
		'{"act":"allow","from":"any","to":"any","match":{"port":22}}';
	const { rows, notes } = await read(text, 'ndjson', 'policy', columns);
	expect(rows).toMatchObject([
		{ action: 'deny', port_from: null },
		{ action: 'allow', port_from: 22 }
	]);
	expect(notes).not.toContain('has no column');
});
