import { expect, test } from 'vitest';
import type { Receipt } from '#intake/record/receipt.ts';
import { sourcesReadBy } from './read-by.ts';

function source(key: string, rows: Receipt['rows'] | null) {
	return { key, receipt: rows === null ? null : ({ source: key, rows } as Receipt) };
}

const sources = [
	source('fw.log', { firewall: 9 }),
	source('cap.pcap', { packets: 4, sessions: 0 }),
	source('eve.json', { alerts: 1 }),
	source('refused.txt', null)
];

function read(...tables: string[]): string[] {
	const views = new Map([['eve.json', 'eve']]);
	const found = sourcesReadBy(tables, sources, (key) => views.get(key) ?? null);
	return found.map(({ source: name }) => name);
}

test('a table is read from the sources with rows of it', () => {
	expect(read('firewall')).toEqual(['fw.log']);
	expect(read('alerts', 'firewall')).toEqual(['fw.log', 'eve.json']);
	expect(read('web')).toEqual([]);
});

test('sessions are read from captures too, from which they may be derived', () => {
	expect(read('sessions')).toEqual(['cap.pcap']);
});

test('a source that is asked under its own name is read', () => {
	expect(read('eve')).toEqual(['eve.json']);
});
