import { describe, expect, it } from 'vitest';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import { corpusBytes, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

const reason = missing(['real/flows', 'real/hosts']);
const folder = reason === null ? describe : describe.skip;

const read = (path: string, settings: Partial<ImportSettings> = {}) =>
	readBytes(corpusBytes(`real/${path}`), { settings });

folder('what tools printed of flows', () => {
	it('sums of nfdump are no sessions', async () => {
		const { receipt } = await read('flows/nfdump-A-srcip.csv');
		expect(receipt.rows).toEqual({ native: receipt.records });
		expect(receipt.notes.join()).toContain('no sessions');
	});

	it.each(['flows/softflowd-v10-nfdump.csv', 'flows/softflowd-v10-nfdump-long.txt'])(
		'every flow of softflowd is a session, and none ends before it begins: %s',
		async (path) => {
			const { rows, receipt } = await read(path);
			expect([receipt.rows, receipt.rejects]).toEqual([{ sessions: 15 }, []]);
			for (const { ts, end_ts, duration } of rows) {
				if (end_ts !== null) expect(String(end_ts) >= String(ts)).toBe(true);
				if (duration !== null) expect(Number(duration)).toBeGreaterThanOrEqual(0);
			}
			// Their durations are below zero, or nfdump says that they end first.
			const without = rows.filter(({ end_ts }) => end_ts === null).map(({ record }) => record);
			expect(without).toEqual([3, 4, 5, 6, 7, 8, 15]);
		}
	);

	it('statistics of nfdump by port are no log of PAN-OS', async () => {
		const { receipt } = await read('flows/nfdump-s-dstport-p.csv');
		expect(receipt.format).not.toBe('palo-alto');
	});

	it('an address of a set with a netmask is a net', async () => {
		const { rows } = await read('flows/ipset-save.txt', { as: 'intel-list' });
		const indicators = rows.filter(({ list }) => list === 'nm').map(({ indicator }) => indicator);
		expect(indicators).toEqual(['198.51.100.0/24']);
	});
});
