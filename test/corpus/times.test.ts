import { describe, expect, it } from 'vitest';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import { corpusBytes, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

const folder = missing(['real/web', 'real/hosts', 'reports']) === null ? describe : describe.skip;

const read = (path: string, modified: string, settings: Partial<ImportSettings> = {}) =>
	readBytes(corpusBytes(path), { modified, settings });

const times = (rows: readonly Record<string, unknown>[]) => rows.map(({ ts }) => ts);
const seconds = (rows: readonly Record<string, unknown>[]) =>
	times(rows).map((ts) => String(ts).slice(0, 19));

/** The right values are those of CASES.md. */
folder('times in the shape of public reports', () => {
	it('1: a zone as FortiAnalyzer writes it', async () => {
		const { rows } = await read('reports/01-fortianalyzer-zone.log', '2022-06-22');
		expect(seconds(rows)).toEqual([
			'2022-06-21T06:01:05',
			'2022-06-21T06:01:06',
			'2022-06-21T06:01:07'
		]);
	});

	it('7: HAProxy in CLF has a full time of its own', async () => {
		const { rows } = await read('reports/07-haproxy-clf.log', '2026-11-30');
		expect(rows).toMatchObject([
			{
				table: 'web',
				ts: '2019-02-07T08:08:07.000000Z',
				src_ip: '192.0.2.1',
				method: 'HEAD',
				path: '/',
				status: 301
			},
			{ table: 'web', ts: '2019-02-07T08:08:09.000000Z', src_ip: '192.0.2.53', status: 401 }
		]);
	});

	it('8: a log without years that reaches past the date of its file is of one year', async () => {
		const path = 'reports/08-across-the-files-date.log';
		const { rows, receipt } = await read(path, '2026-03-10T12:00:00Z');
		expect(seconds(rows).map((ts) => ts.slice(0, 10))).toEqual([
			'2025-03-08',
			'2025-03-10',
			'2025-03-12',
			'2025-03-14'
		]);
		expect(receipt.notes).toContain('times without a year were given 2025');
	});

	it('10: times that are none are rejected as that', async () => {
		const { rows, receipt } = await read(
			'reports/10-days-and-minutes-that-are-none.log',
			'2026-11-30'
		);
		expect(receipt.rejects.map(({ reason }) => reason)).toEqual([
			'no such time: 2025-06-31T10:20:30.000000+01:00',
			'no such time: 2025-06-30T10:75:30.000000+01:00'
		]);
		expect(times(rows)).toEqual(['2025-06-30T09:20:30.000000Z']);
	});

	it('56: lines out of order over a month and over New Year do not run away', async () => {
		const months = await read('reports/held/months.log', '2026-11-30');
		expect(seconds(months.rows)).toEqual([
			'2026-02-21T12:00:00',
			'2026-01-11T00:00:01',
			'2026-02-21T12:00:01',
			'2026-01-11T00:10:01'
		]);
		const newYear = await read('reports/held/newyear.log', '2026-11-30');
		expect(seconds(newYear.rows)).toEqual([
			'2025-12-31T23:59:59',
			'2026-01-01T00:00:01',
			'2025-12-31T23:59:59',
			'2026-01-01T00:00:02'
		]);
	});
});

/** What is right follows from the README beside the logs: they were written on 29 November 2026, on one machine. */
folder('times in what real servers wrote', () => {
	it.each([
		['squid-combined-newfoundland.log', 'UTC', 'the zone -03-30 that Squid writes'],
		['squid-combined-users.log', 'UTC', 'New York, as it says'],
		['haproxy-clf.log', 'UTC', 'CLF is in UTC'],
		['haproxy-stdout.log', 'America/St_Johns', 'the zone of the machine'],
		['haproxy-syslog-cut-at-1024.log', 'UTC', 'as the README says'],
		['nginx-error.log', 'America/St_Johns', 'the zone of the machine'],
		['apache-error.log', 'America/St_Johns', 'the zone of the machine'],
		['nginx-access.log', 'UTC', 'the zone that it says']
	])('%s are of the afternoon that it was, read in %s: %s', async (name, zone) => {
		const { rows, receipt } = await read(`real/web/${name}`, '2026-11-30', { zone });
		expect(rows.length).toBeGreaterThan(1);
		for (const ts of times(rows).filter((each) => each !== null))
			expect(String(ts)).toMatch(/^2026-11-29T1[678]:/);
		expect(receipt.notes.filter((note) => note.includes('cannot be read'))).toEqual([]);
	});

	it('a line of HAProxy that is cut at 1024 bytes keeps its URL as far as it goes', async () => {
		const { rows, receipt } = await read('real/web/haproxy-syslog-cut-at-1024.log', '2026-11-30');
		expect(rows).toMatchObject([
			{ method: 'GET', path: '/long' },
			{ method: 'GET', path: '/short' }
		]);
		expect(receipt.notes).toContain(
			'a line is cut within its request: method and URL stand as far as it goes'
		);
	});

	it('all that HAProxy writes to its output is a row', async () => {
		const { receipt } = await read('real/web/haproxy-stdout.log', '2026-11-30');
		expect([receipt.records, receipt.rejects]).toEqual([88, []]);
	});
});

folder('a log of real lines without a year', () => {
	it.each(['rsyslog.TraditionalFileFormat.log', 'syslog-ng.def.log'])(
		'that two clocks wrote is of the year in which both can be (%s)',
		async (name) => {
			const { receipt } = await read(`real/hosts/syslog/${name}`, '2026-11-30');
			expect(receipt.notes).toContain('times without a year were given 2026');
		}
	);
});
