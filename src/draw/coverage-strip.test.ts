import { describe, expect, test } from 'vitest';
import { extentOf, placeStrip, tickText, type StripPiece } from './coverage-strip.ts';

const hour = 3_600_000_000n;

function piece(
	table: string,
	from: bigint | null,
	to: bigint | null,
	speaker: string | null = null
): StripPiece {
	return { table, speaker, from, to, records: 10 };
}

describe('the extent of a strip', () => {
	test('holds every piece and the window of the alert', () => {
		const pieces = [piece('web', 2n * hour, 3n * hour), piece('policy', null, null)];
		expect(extentOf(pieces, { from: hour, to: 4n * hour })).toEqual({ from: hour, to: 4n * hour });
	});

	test('is never empty, and absent where nothing has a time', () => {
		const extent = extentOf([piece('web', hour, hour)], null)!;
		expect(extent.to).toBeGreaterThan(extent.from);
		expect(extentOf([piece('policy', null, null)], null)).toBeNull();
	});
});

describe('a strip', () => {
	const extent = { from: 0n, to: 10n * hour };

	test('has a line for each table and speaker, and a gap stays a gap', () => {
		const strip = placeStrip(
			[
				piece('firewall', 0n, 2n * hour, 'fw-1'),
				piece('firewall', 5n * hour, 10n * hour, 'fw-1'),
				piece('firewall', 0n, 10n * hour, 'fw-2')
			],
			extent,
			1000
		);
		expect(strip.lines.map(({ label, records }) => [label, records])).toEqual([
			['firewall · fw-1', 20],
			['firewall · fw-2', 10]
		]);
		expect(strip.lines[0]!.pieces.map(({ x, width }) => [x, width])).toEqual([
			[0, 200],
			[500, 500]
		]);
	});

	test('tells what stands from what has a time', () => {
		const strip = placeStrip([piece('policy', null, null, 'fw-1')], extent, 1000);
		expect(strip.lines[0]).toMatchObject({ standing: true, pieces: [] });
	});

	test('shows a single moment, and leaves out what lies beyond', () => {
		const strip = placeStrip(
			[piece('dns', hour, hour), piece('dns', 20n * hour, 21n * hour)],
			extent,
			100
		);
		expect(strip.lines[0]!.pieces.map(({ width }) => width)).toEqual([2]);
		expect(strip.lines[0]!.standing).toBe(false);
	});
});

test('ticks name as much of a time as their axis needs, in UTC and 24 hours', () => {
	const tick = new Date(Date.UTC(2007, 0, 15, 13, 30));
	const text = (hours: bigint) => tickText(tick, { from: 0n, to: hours * hour });
	expect(text(6n)).toBe('13:30');
	expect(text(48n)).toBe('01-15 13:30');
	expect(text(24n * 60n)).toBe('2007-01-15');
	expect(tickText(tick, { from: 0n, to: 60_000_000n })).toBe('13:30:00');
});
