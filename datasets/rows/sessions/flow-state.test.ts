import { describe, expect, it } from 'vitest';
import { answeredOf, connStateOf, type FlowFacts } from './flow-state.ts';

const letters: Record<string, number> = { F: 1, S: 2, R: 4, P: 8, A: 16 };

/** Flags by their first letters. */
function flags(text: string): number {
	return [...text].reduce((bits, letter) => bits | letters[letter]!, 0);
}

function tcp(client: string, server: string, packetsToClient = 1): FlowFacts {
	const sides = { clientFlags: flags(client), serverFlags: flags(server) };
	return { proto: 6, countsErrors: true, packetsToClient, ...sides };
}

describe('a TCP flow', () => {
	it.each([
		['S', '', 'S0', false],
		['SF', '', 'SH', null],
		['SPAF', '', 'SH', null],
		['SA', '', 'S0', null],
		['SRA', '', 'RSTOS0', null],
		['PA', '', 'OTH', null],
		['SPA', 'R', 'REJ', null],
		['SPA', 'RA', 'REJ', null],
		['SR', '', 'RSTOS0', null],
		['SR', 'R', 'REJ', false],
		['', 'R', 'OTH', null],
		['S', 'RA', 'REJ', false],
		['S', 'R', 'REJ', false],
		['S', 'A', null, true],
		['SA', 'SA', 'S1', true],
		['S', 'SA', null, true],
		['SR', 'SA', 'RSTO', true],
		['SPAR', 'SPA', 'RSTO', true],
		['SPA', 'SPAR', 'RSTR', true],
		['SPAF', 'SPAR', 'RSTR', true],
		['SPAR', 'SPAR', null, true],
		['SPAFR', 'SPAF', null, true],
		['SPAF', 'SPAF', 'SF', true],
		['SPAF', 'SPA', 'S2', true],
		['SPA', 'SPAF', 'S3', true],
		['', 'SAF', 'SHR', true],
		['', 'SAR', 'RSTRH', true],
		['', 'SA', 'OTH', true],
		['PA', 'PA', 'OTH', true],
		['PA', 'R', 'OTH', null],
		['PA', 'RA', 'OTH', null]
	])(
		'with %j of the client and %j of the server is %s, answered: %s',
		(client, server, state, answered) => {
			const facts = tcp(client, server, server === '' ? 0 : 1);
			expect([connStateOf(facts), answeredOf(facts)]).toEqual([state, answered]);
		}
	);

	it('to which only an ICMP error came back was not answered', () =>
		expect(answeredOf(tcp('S', '', 1))).toBe(false));

	it('that went one way past a sensor, with an ACK, FIN or RST of the client, is not known to be unanswered', () => {
		for (const client of ['SA', 'SPA', 'SPAF', 'SF', 'SR', 'SRA', 'A', 'PA', 'R', 'RA', ''])
			expect([client, answeredOf(tcp(client, '', 0))]).toEqual([client, null]);
		expect(answeredOf(tcp('S', '', 0))).toBe(false);
	});

	it('of which a reset of the server alone was seen may have been answered before', () => {
		for (const server of ['R', 'RA'])
			expect([server, answeredOf(tcp('', server))]).toEqual([server, null]);
	});

	it('without flags says nothing, even where no packet came back', () => {
		const facts = { ...tcp('S', 'SA'), clientFlags: null, serverFlags: null };
		expect([connStateOf(facts), answeredOf(facts)]).toEqual([null, null]);
		expect(answeredOf({ ...facts, packetsToClient: 0 })).toBeNull();
	});
});

describe('a flow without flags', () => {
	const udp = {
		proto: 17,
		countsErrors: true,
		packetsToClient: 0,
		clientFlags: null,
		serverFlags: null
	};

	it('over UDP was not answered where no packet came back', () =>
		expect([connStateOf(udp), answeredOf(udp)]).toEqual(['S0', false]));

	it('over UDP may have got no more than an ICMP error, where those are counted', () => {
		const facts = { ...udp, packetsToClient: 3 };
		expect([connStateOf(facts), answeredOf(facts)]).toEqual([null, null]);
	});

	it('over UDP was answered by what came back, where they are not', () => {
		const facts = { ...udp, packetsToClient: 3, countsErrors: false };
		expect([connStateOf(facts), answeredOf(facts)]).toEqual(['SF', true]);
	});

	it('says nothing where packets were not counted', () => {
		const facts = { ...udp, packetsToClient: null };
		expect([connStateOf(facts), answeredOf(facts)]).toEqual([null, null]);
	});

	it('over ICMP has no state', () =>
		expect(connStateOf({ ...udp, proto: 1, packetsToClient: 3 })).toBeNull());
});
