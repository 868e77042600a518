import { expect, it } from 'vitest';
import { leadingTime } from './leading-time.ts';

it.each([
	['1714572210.000000\tCx\t203.0.113.77', '2024-05-01T14:03:30.000000Z'],
	['1714572210,Cx', '2024-05-01T14:03:30.000000Z'],
	['{"ts":1714572210.123456,"uid":"C', '2024-05-01T14:03:30.123456Z'],
	['{"timestamp":"2024-05-01T16:03:30.5+0200","flow_id":1', '2024-05-01T14:03:30.500000Z']
])('the moment is read that a record begins with: %s', (text, ts) => {
	expect(leadingTime(text)).toBe(ts);
});

it.each([
	['is not written whole', '171457221'],
	['may be cut off', '1714572210.00'],
	['has no zone', '2024-05-01T14:03:30 x'],
	['is no day', '2024-13-41T14:03:30Z x'],
	['stands behind what somebody else may have written', 'GET /?t=1714572210 '],
	['has more digits than a moment', '17145722100 x']
])('none is read that %s', (_, text) => {
	expect(leadingTime(text)).toBeNull();
});
