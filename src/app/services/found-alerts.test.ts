import { expect, it } from 'vitest';
import type { AlertRow } from '#investigation/result.ts';
import { holdsWords, isListedBy } from './found-alerts.ts';

const alert = {
	signature: 'MS-SQL Worm propagation attempt',
	src_ip: '198.51.100.7',
	src_port: 1272,
	dst_ip: '192.0.2.28',
	dst_port: 1434,
	sensor: null
} as AlertRow;

it('an alert is found by all of the words, whatever their case and order', () => {
	expect(holdsWords(alert, 'worm 192.0.2.28')).toBe(true);
	expect(holdsWords(alert, 'worm 192.0.2.29')).toBe(false);
	expect(holdsWords(alert, '')).toBe(true);
});

it('either port finds it, and an unknown sensor is no word', () => {
	expect(holdsWords(alert, '1272')).toBe(true);
	expect(holdsWords(alert, '1434')).toBe(true);
	expect(holdsWords(alert, 'null')).toBe(false);
});

it('the list is offered for what it is searched in, and for nothing else', () => {
	expect(isListedBy(['port'])).toBe(true);
	expect(isListedBy(['host name', 'address'])).toBe(true);
	expect(isListedBy(['user'])).toBe(false);
	expect(isListedBy([])).toBe(false);
});
