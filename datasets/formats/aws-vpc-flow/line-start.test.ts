import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { recordStart } from './line-start.ts';

it.each([
	['2 a b', 0],
	['2021-03-02T11:33:00.000Z 2 a b', 25],
	['2021-03-02T11:33:00+00:00 eni-1-all 2 a b', 36],
	['1614684780000,2 a b', 14],
	['2021-03-02 11:33:00.000,2 a b', 24],
	['"1614684780000","2 a b', 17],
	['1614684780,x', 11],
	['eni-1,2 a', 0],
	['', 0]
])('of %j the record begins at %s', (line, start) => {
	const bytes = bytesOf(`x${line}`);
	expect(recordStart(bytes, 1, bytes.length, 3)).toBe(start + 1);
});
