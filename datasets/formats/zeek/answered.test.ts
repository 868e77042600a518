import { describe, expect, it } from 'vitest';
import { answeredOf } from './answered.ts';

const nothing = { history: null, state: null, packets: null, proto: 6 };

describe('a session', () => {
	it.each([
		['S', false],
		['Sr', false],
		['ShR', true],
		['ShADadFf', true],
		['Dd', true],
		['D', false],
		['^r', false],
		['Sc', null],
		['Scr', null],
		['Scd', true],
		['Fa', true]
	])('with the history %s was answered: %s', (history, answered) =>
		expect(answeredOf({ ...nothing, history, state: 'OTH' })).toBe(answered)
	);

	it.each([
		['S0', false],
		['REJ', false],
		['RSTOS0', false],
		['SH', false],
		['S1', true],
		['SF', true],
		['S2', true],
		['S3', true],
		['RSTO', true],
		['RSTR', true],
		['RSTRH', true],
		['SHR', true],
		['OTH', null]
	])('without a history and in the state %s was answered: %s', (state, answered) =>
		expect(answeredOf({ ...nothing, state })).toBe(answered)
	);

	it.each([
		[1, 3, true],
		[1, 0, false],
		[17, 1, true],
		[6, 1, null],
		[6, 0, false],
		[-1, 1, null],
		[17, null, null]
	])(
		'of protocol %s with %s packets of the responder was answered: %s',
		(proto, packets, answered) =>
			expect(answeredOf({ ...nothing, state: 'OTH', proto, packets })).toBe(answered)
	);
});
