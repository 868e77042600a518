import { describe, expect, it } from 'vitest';
import { proposeMapping, type SampledColumn } from './propose.ts';

function columns(sample: Record<string, string>): SampledColumn[] {
	return Object.entries(sample).map(([name, value]) => ({ name, values: [value, value, value] }));
}

describe('a proposal', () => {
	it('goes by the names of columns, however they are spelled', () => {
		const sample = columns({
			'Start Time': '2026-01-02 03:04:05',
			SourceIP: '192.0.2.1',
			'dst-port': '443',
			'Destination Address': '198.51.100.2',
			Protocol: 'tcp',
			Action: 'Blocked'
		});
		expect(proposeMapping(sample)).toEqual({
			table: 'firewall',
			columns: {
				ts: 'Start Time',
				src_ip: 'SourceIP',
				dst_ip: 'Destination Address',
				dst_port: 'dst-port',
				proto: 'Protocol',
				action: 'Action'
			}
		});
	});

	it('goes by what the columns hold where their names say nothing', () => {
		const sample = columns({ a: '1767225600', b: '192.0.2.1', c: '2001:db8::2', d: 'words' });
		expect(proposeMapping(sample)).toEqual({
			table: 'host',
			columns: { ts: 'a', src_ip: 'b', dst_ip: 'c' }
		});
	});

	it('does not take a name for an address where the column holds none', () => {
		const sample = columns({
			time: '2026-01-02T03:04:05Z',
			source: 'sensor-1',
			client: '192.0.2.1'
		});
		expect(proposeMapping(sample)?.columns.src_ip).toBe('client');
	});

	it.each([
		[
			'alerts',
			{ time: '2026-01-02T03:04:05Z', src_ip: '192.0.2.1', signature: 'x', priority: '1' }
		],
		['web', { time: '2026-01-02T03:04:05Z', client_ip: '192.0.2.1', url: '/', status: '200' }],
		[
			'dns',
			{ time: '2026-01-02T03:04:05Z', client_ip: '192.0.2.1', query: 'a.example', qtype: 'A' }
		],
		[
			'sessions',
			{ time: '2026-01-02T03:04:05Z', saddr: '192.0.2.1', daddr: '192.0.2.2', dur: '1' }
		],
		['host', { time: '2026-01-02T03:04:05Z', computer: 'h', user: 'u', message: 'm' }]
	])('%s', (table, sample) => expect(proposeMapping(columns(sample))?.table).toBe(table));

	it('is none where there is neither a time nor an address', () => {
		expect(proposeMapping(columns({ name: 'x', colour: 'red' }))).toBeNull();
	});

	it.each([
		[
			'policy',
			{ rule: '1', source: 'any', destination: '192.0.2.0/24', port: '443', action: 'Allow' }
		],
		['policy', { von: 'any', nach: '192.0.2.0/24', aktion: 'deny' }],
		['assets', { Name: 'www1', 'IP Address': '192.0.2.10/24', Owner: 'web team' }],
		['assets', { rechner: '192.0.2.10', hostname: 'www1', 'last seen': '2026-01-02' }],
		[
			'accepted_risks',
			{ host: 'www1', treatment: 'accept', 'review date': '2026-05-01', reason: 'x' }
		],
		['intel', { netz: '198.51.100.0/24', grund: 'scans' }],
		['intel', { ioc_value: 'example[.]org', first_seen: '2026-01-02', threat: 'x' }],
		['intel', { sha256: 'a'.repeat(64), name: 'x' }]
	])('of facts that stand, by their names or by what they hold: %s', (table, sample) =>
		expect(proposeMapping(columns(sample))?.table).toBe(table)
	);

	it('takes no log for a register: there is a time, or there are two addresses', () => {
		const time = '2026-01-02T03:04:05Z';
		const tableOf = (sample: Record<string, string>) => proposeMapping(columns(sample))?.table;
		expect(tableOf({ timestamp: time, ip: '192.0.2.1', user: 'u' })).toBe('host');
		expect(tableOf({ date: time, ip: '192.0.2.1', hostname: 'h', service: 's' })).toBe('host');
		expect(tableOf({ when: time, src: '192.0.2.1', dst: '192.0.2.2', action: 'deny' })).toBe(
			'firewall'
		);
		expect(tableOf({ when: time, host: 'h', disposition: 'x', reason: 'y', until: time })).toBe(
			'host'
		);
		expect(tableOf({ src_ip: '192.0.2.1', dst_ip: '192.0.2.2', service: 'http' })).toBe('sessions');
		expect(tableOf({ client: '192.0.2.1', url: 'http://a.example/', status: '200' })).toBe('web');
	});

	it('of a table that was chosen finds what it needs by what the columns hold', () => {
		const sample = columns({ wer: '192.0.2.1', was: 'gesperrt', netz: '198.51.100.0/24' });
		expect(proposeMapping(sample, 'intel')?.columns).toEqual({ indicator: 'wer' });
		expect(proposeMapping(sample, 'policy')).toBeNull();
		expect(proposeMapping(sample, 'assets')?.columns).toEqual({ ip: 'wer' });
	});

	it('gives no column of the source twice', () => {
		const sample = columns({ time: '2026-01-02T03:04:05Z', host: 'h', src: '192.0.2.1' });
		const given = Object.values(proposeMapping(sample)!.columns);
		expect(new Set(given).size).toBe(given.length);
	});
});
