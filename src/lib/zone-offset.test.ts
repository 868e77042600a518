import { describe, expect, it } from 'vitest';
import { bytesOf } from './bytes.ts';
import { planFrom } from './settled-years.ts';
import { isoOf } from './time.ts';
import { TimeReader } from './time-reader.ts';
import { Zone } from './zone.ts';
import { zoneOffset } from './zone-offset.ts';

function hoursOf(text: string): number | null {
	const bytes = bytesOf(`12:00${text}1`);
	const seconds = zoneOffset(bytes, 5, bytes.length - 1);
	return seconds === null ? null : seconds / 3600;
}

describe('a zone behind a time', () => {
	it.each([
		...['Z', 'z', 'UTC', 'GMT', '+0000', '-00:00', 'GMT+00:00', 'UTC+0'].map((text) => [text, 0]),
		...['+2', '+02', '+0200', '+02:00', '+2:00', 'UTC+2:00', 'UTC+02', 'GMT+0200'].map((text) => [
			text,
			2
		]),
		...['-5', '-0500', '-05:00', '--0500', '--05-00', '-05-00', 'GMT-05:00'].map((text) => [
			text,
			-5
		]),
		...['-0330', '-03:30', '--03-30', '-03-30', 'UTC-3:30'].map((text) => [text, -3.5])
	] as [string, number][])('is understood as %s', (text, hours) => {
		expect(hoursOf(text)).toBeCloseTo(hours);
	});

	it.each([
		...['EST', 'CEST', 'UTC+', '+', '-', '--', '+19', '+0260', '+530', '++0500', '+05-00'],
		...['+02:0', '+02:000', '+2 ', 'UTC 2', 'GMTZ', '02:00']
	])('is none as %s: what it stands for is not told', (text) => {
		expect(hoursOf(text)).toBeNull();
	});
});

describe('the zone that a time names', () => {
	const time = new TimeReader(new Zone('+09:00'), planFrom(2024), Date.UTC(2024, 5, 1) / 1000);
	const read = (shape: 'iso' | 'syslog' | 'commonLog' | 'ctime', text: string) => {
		const bytes = bytesOf(text);
		const micros = time[shape](bytes, 0, bytes.length);
		return micros === null ? null : isoOf(micros);
	};

	it.each([
		['iso', '2024-03-01 10:15:02 UTC+2:00', '2024-03-01T08:15:02.000000Z'],
		['commonLog', '01/Mar/2024:10:15:02 --03-30', '2024-03-01T13:45:02.000000Z'],
		['syslog', 'Mar  1 10:15:02.123 GMT-08:00', '2024-03-01T18:15:02.123000Z'],
		['syslog', 'Mar 01 2024 10:15:02.123 GMT+00:00', '2024-03-01T10:15:02.123000Z'],
		['ctime', 'Fri Mar 01 10:15:02 GMT+02:00 2024', '2024-03-01T08:15:02.000000Z']
	] as const)('counts in the shape %s: %s', (shape, text, ts) => {
		expect(read(shape, text)).toBe(ts);
	});

	it('makes it none where nobody knows what it stands for', () => {
		expect(read('syslog', 'Mar  1 10:15:02 EST')).toBeNull();
		expect(read('iso', '2024-03-01 10:15:02 IST')).toBeNull();
	});
});
