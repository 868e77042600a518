import { describe, expect, it } from 'vitest';
import { flagsOf, outcomeOf, type ArgusFacts } from './state.ts';

const tcp: ArgusFacts = {
	proto: 6, icmpType: null, state: null, direction: '->', dstPackets: 3, dstPayload: null, icmpMapped: false
}; // prettier-ignore

describe('a TCP flow', () => {
	it.each([
		['S_RA', 'REJ', false],
		['S_', 'S0', false],
		['S_SA', null, true],
		['FSPA_FSPA', 'SF', true],
		['FSRPA_SPA', 'RSTO', true]
	])('with the flags %s is %s, answered: %s', (state, word, answered) =>
		expect(outcomeOf({ ...tcp, state })).toEqual({ state: word, answered })
	);

	it('without any flag of the destination was not answered', () => {
		expect(flagsOf('S_')).toEqual([2, 0]);
		expect(flagsOf('CON')).toBeNull();
		expect(outcomeOf({ ...tcp, state: 'S_', dstPackets: 0 }).answered).toBe(false);
	});

	it.each([
		['CON', 3, true],
		['CON', 0, null],
		['FIN', 3, true],
		['FIN', 0, null],
		['RST', 1, null],
		['REQ', 0, false]
	])('in the state %s with %s packets back was answered: %s', (state, dstPackets, answered) =>
		expect(outcomeOf({ ...tcp, state, dstPackets }).answered).toBe(answered)
	);

	it('that was reset was answered where the responder sent payload', () =>
		expect(outcomeOf({ ...tcp, state: 'RST', dstPayload: 9 }).answered).toBe(true));

	it('that was requested is S0, unless packets came back', () => {
		expect(outcomeOf({ ...tcp, state: 'REQ', dstPackets: 0 }).state).toBe('S0');
		expect(outcomeOf({ ...tcp, state: 'REQ' }).state).toBeNull();
	});
});

describe('another flow', () => {
	const udp = { ...tcp, proto: 17 };

	it.each([
		['INT', '->', null, false],
		['INT', '->', 0, false],
		['CON', '<->', null, true],
		['CON', '<->', 2, true],
		['RSP', '<-', 1, true],
		['CON', '->', null, null]
	])('over UDP: %s %s with %s packets back was answered: %s', (state, direction, back, answered) =>
		expect(outcomeOf({ ...udp, state, direction, dstPackets: back }).answered).toBe(answered)
	);

	it('to which ICMP events were mapped may have got no more than those', () =>
		expect(outcomeOf({ ...udp, state: 'CON', icmpMapped: true }).answered).toBeNull());

	it('over ICMP was answered where both sides spoke', () => {
		const echo = { ...udp, proto: 1, icmpType: 8, state: 'ECO' };
		expect(outcomeOf({ ...echo, direction: '<->' }).answered).toBe(true);
		expect(outcomeOf({ ...echo, dstPackets: 0 }).answered).toBe(false);
		expect(outcomeOf(echo).answered).toBeNull();
	});

	it('over ICMP that asks for nothing was neither answered nor left without', () => {
		const error = { ...udp, proto: 1, icmpType: 3, state: 'URP' };
		expect(outcomeOf({ ...error, dstPackets: 0 }).answered).toBeNull();
	});
});
