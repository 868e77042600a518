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
