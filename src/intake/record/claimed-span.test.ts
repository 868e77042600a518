import { describe, expect, it } from 'vitest';
import type { ClaimedSpan } from '#datasets/format.ts';
import { judgedClaims, type Claimant } from './claimed-span.ts';

const micros = (iso: string) => BigInt(Date.parse(`${iso}Z`)) * 1000n;
const header = (from: string, to: string): ClaimedSpan => ({
	...{ from: micros(from), to: micros(to), isLocal: true, records: null },
	by: 'its header says that it was open'
});
const statistics = (from: string, to: string, records: number): ClaimedSpan => ({
	...{ ...header(from, to), isLocal: false, records },
	by: 'its statistics say that it was captured'
});
const records = (first: string, last: string, rest: Partial<Claimant> = {}): Claimant => ({
	...{ name: 'conn.log', zone: 'UTC', records: 3, first: micros(first), last: micros(last) },
	...rest
});
/** The spans that are believed, as text. */
function believed(claims: readonly ClaimedSpan[], claimant: Claimant): string[][] {
	return judgedClaims(claims, claimant).spans.map((span) =>
		[span.from, span.to].map((moment) =>
			new Date(Number(moment / 1000n)).toISOString().slice(0, 19)
		)
	);
}

const hour = header('2024-03-05T15:00:00', '2024-03-05T16:00:00');
const whole = [['2024-03-05T15:00:00', '2024-03-05T16:00:00']];

describe('a claim is believed', () => {
	it('where the records lie within it and begin or end near to its ends, and the receipt says so', () => {
		const claimant = records('2024-03-05T15:05:00', '2024-03-05T15:20:00');
		expect(believed([hour], claimant)).toEqual(whole);
		expect(judgedClaims([hour], claimant).notes).toEqual([
			'its header says that it was open from 2024-03-05 15:00:00 UTC to 2024-03-05 16:00:00 UTC'
		]);
	});

	it('of a log whose first event began before it was opened', () =>
		expect(believed([hour], records('2024-03-05T14:50:00', '2024-03-05T15:59:59'))).toEqual(whole));

	it('of several logs one after another, which are told apart', () => {
		const next = header('2024-03-05T16:00:02', '2024-03-05T17:00:00');
		expect(believed([hour, next], records('2024-03-05T15:01:00', '2024-03-05T16:40:00'))).toEqual([
			...whole,
			['2024-03-05T16:00:02', '2024-03-05T17:00:00']
		]);
	});

	it('in the zone that was given', () => {
		const claimant = records('2024-03-05T14:00:30', '2024-03-05T14:50:00', {
			zone: 'Europe/Berlin'
		});
		expect(believed([hour], claimant)).toEqual([['2024-03-05T14:00:00', '2024-03-05T15:00:00']]);
	});

	it('of a capture that was quiet but for a moment, where its packets are as many as it says', () => {
		const long = statistics('2024-03-05T00:00:00', '2024-03-05T16:00:00', 3);
		const claimant = records('2024-03-05T12:00:00', '2024-03-05T12:00:01');
		expect(believed([long], claimant)).toHaveLength(1);
		expect(believed([{ ...long, records: 4 }], claimant)).toEqual([]);
	});

	it('of a rotated log by the two times in its name, on the day of its records', () => {
		const name = 'conn.23:00:00-00:00:00.log.gz';
		const claimant = records('2024-03-05T23:00:01', '2024-03-05T23:30:00', { name });
		expect(believed([], claimant)).toEqual([['2024-03-05T23:00:00', '2024-03-06T00:00:00']]);
		expect(judgedClaims([], claimant).notes).toEqual([
			'its name says that it was open from 2024-03-05 23:00:00 UTC to 2024-03-06 00:00:00 UTC'
		]);
	});
});

describe('a claim is not believed', () => {
	const refused = (claim: ClaimedSpan, claimant: Claimant) => {
		const { spans, notes } = judgedClaims([claim], claimant);
		expect(spans).toEqual([]);
		expect(notes[0]).toMatch(/, which its records do not bear out$/);
	};

	it('of a log that was made later from an old capture', () =>
		refused(
			header('2024-03-05T15:00:00', '2024-03-05T15:00:02'),
			records('2011-03-18T19:06:07', '2011-03-18T19:06:13')
		));

	it('where a record lies behind its end, or long before its beginning', () => {
		refused(hour, records('2024-03-05T15:00:05', '2024-03-05T16:00:01'));
		refused(hour, records('2024-03-05T14:29:59', '2024-03-05T15:40:00'));
	});

	it('where it does not say how many records it has, and they lie far from both of its ends', () =>
		expect(
			believed(
				[{ ...header('2024-03-05T10:00:00', '2024-03-05T16:00:00'), isLocal: false }],
				records('2024-03-05T12:00:00', '2024-03-05T13:00:00')
			)
		).toEqual([]));

	it('where the wall clock may be that of another zone', () =>
		refused(
			header('2024-03-05T00:00:00', '2024-03-05T12:00:00'),
			records('2024-03-05T04:00:00', '2024-03-05T05:00:00')
		));

	it('of more than a day, of none at all, and of no record', () => {
		refused(
			header('2024-03-05T15:00:00', '2024-03-06T15:00:01'),
			records('2024-03-05T15:00:05', '2024-03-05T15:40:00')
		);
		refused(
			header('2024-03-05T16:00:00', '2024-03-05T15:00:00'),
			records('2024-03-05T15:00:05', '2024-03-05T15:40:00')
		);
		refused(hour, { ...records('2024-03-05T15:00:05', '2024-03-05T15:40:00'), first: null });
	});
});

it('a name with a single date or time states no span', () => {
	for (const name of ['access.log-20240305', 'nfcapd.202403051500', 'conn.25:00:00-26:00:00.log'])
		expect(
			judgedClaims([], records('2024-03-05T15:00:05', '2024-03-05T15:40:00', { name })).notes
		).toEqual([]);
});
