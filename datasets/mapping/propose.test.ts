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

	it('gives no column of the source twice', () => {
		const sample = columns({ time: '2026-01-02T03:04:05Z', host: 'h', src: '192.0.2.1' });
		const given = Object.values(proposeMapping(sample)!.columns);
		expect(new Set(given).size).toBe(given.length);
	});
});
