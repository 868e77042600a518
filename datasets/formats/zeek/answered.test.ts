import { describe, expect, it } from 'vitest';
import { answeredOf } from './answered.ts';

const nothing = { history: null, state: null, packets: null, sentBytes: null, proto: 6 };

describe('a session', () => {
	it.each([
		['S', false],
		['Sr', false],
		['ShR', true],
		['ShADadFf', true],
		['Dd', true],
		['SRr', false],
		['SrR', false],
		['^r', null],
		['^hr', true],
		['^hf', true],
		['Sc', null],
		['Scr', null],
		['Scd', true],
		['Fa', true]
	])('with the history %s was answered: %s', (history, answered) =>
		expect(answeredOf({ ...nothing, history, state: 'OTH' })).toBe(answered)
	);

	it.each(['SA', 'SAD', 'SADF', 'SF', 'SADr', 'SAR', 'D', 'A', 'SC', 'H'])(
		'whose originator alone tells of a handshake, as in %s, is not known to be unanswered',
		(history) => expect(answeredOf({ ...nothing, history, state: 'OTH' })).toBeNull()
	);

	it.each(['SR', 'SI', 'SQ', 'R'])(
		'whose originator resets what nobody saw, as in %s, is not known to be unanswered',
		(history) => expect(answeredOf({ ...nothing, history, state: 'RSTOS0' })).toBeNull()
	);

	it.each(['r', '^r', '^R', 'Q', 'I'])(
		'of which the beginning was not seen, as in %s, is not known to be unanswered',
		(history) => expect(answeredOf({ ...nothing, history, state: 'OTH' })).toBeNull()
	);

	it.each(['S', 'ST', 'SW'])(
		'of which no more than a request went out, as in %s, was not answered',
		(history) => expect(answeredOf({ ...nothing, history, state: 'S0' })).toBe(false)
	);

	it('over UDP was not answered where only the originator sent data', () =>
		expect(answeredOf({ ...nothing, history: 'D', state: 'S0', proto: 17 })).toBe(false));

	it('without a history whose originator sent payload over TCP may have been answered unseen', () => {
		const sent = { ...nothing, state: 'S0', sentBytes: 9 };
		expect(answeredOf(sent)).toBeNull();
		expect(answeredOf({ ...sent, proto: 17 })).toBe(false);
	});

	it.each([
		['S0', false],
		['REJ', false],
		['RSTOS0', null],
		['SH', null],
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
		[6, 0, null],
		[17, 0, false],
		[-1, 1, null],
		[-1, 0, null],
		[17, null, null]
	])(
		'of protocol %s with %s packets of the responder was answered: %s',
		(proto, packets, answered) =>
			expect(answeredOf({ ...nothing, state: 'OTH', proto, packets })).toBe(answered)
	);
});
