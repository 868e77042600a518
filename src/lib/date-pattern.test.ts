import { describe, expect, it } from 'vitest';
import { datePattern } from './date-pattern.ts';

describe('a pattern of date and time reads', () => {
	it.each([
		['MMM dd yyyy HH:mm:ss', 'Mar 01 2024 10:15:02', '2024-03-01 10:15:02.0'],
		['MMM dd yyyy HH:mm:ss.SSS z', 'Mar 1 2024 10:15:02.5 GMT', '2024-03-01 10:15:02.005GMT'],
		['MMMM d, yyyy h:mm a', 'March 1, 2024 1:15 PM', '2024-03-01 13:15:00.0'],
		['MMM d yyyy h:mm:ss a', 'Mar 1 2024 12:15:02 am', '2024-03-01 00:15:02.0'],
		['dd/MM/yy HH:mm:ss', '03/04/24 10:15:02', '2024-04-03 10:15:02.0'],
		['EEE MMM dd HH:mm:ss Z yyyy', 'Fri Mar 01 10:15:02 +0100 2024', '2024-03-01 10:15:02.0+0100'],
		["yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", '2024-03-01T10:15:02.25Z', '2024-03-01 10:15:02.25Z'],
		['yyyy-MM-dd HH:mm:ss z', '2024-03-01 10:15:02 GMT-3:30', '2024-03-01 10:15:02.0-0330'],
		["dd.MM.yyyy HH 'o''clock' mm", "01.03.2024 10 o'clock 15", '2024-03-01 10:15:00.0'],
		['yyyyMMddHHmmss', '20240301101502', '2024-03-01 10:15:02.0'],
		['MMM dd HH:mm:ss', 'Mar 01 10:15:02', 'Mar 01 10:15:02.0']
	])('%s', (pattern, text, time) => {
		expect(datePattern(pattern)?.read(text)).toBe(time);
	});

	it.each([
		['yyyy-MM-dd HH:mm:ss', '2024-03-01T10:15:02'],
		['yyyy-MM-dd HH:mm:ss', '2024-13-01 10:15:02'],
		['yyyy-MM-dd HH:mm:ss z', '2024-03-01 10:15:02 CST'],
		['yyyy-MM-dd hh:mm:ss a', '2024-03-01 13:15:02 pm'],
		['MMM dd yyyy HH:mm:ss', 'Mrz 01 2024 10:15:02']
	])('%s and nothing else, as %s', (pattern, text) => {
		expect(datePattern(pattern)!.read(text)).toBeNull();
	});
});

it.each([
	'',
	'yyyy-MM-dd',
	'yyyy-MM-dd hh:mm',
	'YYYY-ww HH:mm',
	"yyyy-MM-dd 'HH:mm",
	'dd dd MM HH:mm',
	"E'a'E dd MM HH:mm"
])('%j is no pattern that is known', (pattern) => {
	expect(datePattern(pattern)).toBeNull();
});

it('takes no longer for a pattern and a text that were made to be slow', () => {
	const pattern = datePattern(`dd MM HH mm${' '.repeat(30)}' a'${' '.repeat(30)}`)!;
	expect(pattern.read(`01 02 03 04${' '.repeat(60)}`)).toBeNull();
});
