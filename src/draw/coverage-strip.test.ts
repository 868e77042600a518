import { describe, expect, test } from 'vitest';
import { utc, Zone } from '#lib/zone.ts';
import { extentOf, placeStrip, ticksOf, tickText, type StripPiece } from './coverage-strip.ts';

const hour = 3_600_000_000n;

function piece(
	table: string,
	from: bigint | null,
	to: bigint | null,
	speaker: string | null = null
): StripPiece {
	return { table, speaker, others: 0, from, to, records: 10 };
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

	test('shows the busiest of very many speakers and whom the alert is about; the others share a line', () => {
		const many = Array.from({ length: 3000 }, (_, i) => ({
			...piece('web', 0n, hour, `10.0.0.${i}`),
			records: i < 20 ? 1000 - i : 1
		}));
		const { lines } = placeStrip(many, extent, 1000, '10.0.0.77');
		const labels = lines.map(({ label }) => label);
		expect(labels).toHaveLength(10);
		expect(labels).toContain('web · 10.0.0.0');
		expect(labels).toContain('web · 10.0.0.77');
		expect(labels).toContain('web · 2,991 others');
		const others = lines.at(-1)!;
		expect(others.label).toBe('web · 2,991 others');
		expect(others.pieces).toHaveLength(1);
		expect(lines.reduce((sum, { records }) => sum + records, 0)).toBe(
			many.reduce((sum, { records }) => sum + records, 0)
		);
	});

	test('counts speakers that come as one with those that share their line', () => {
		const many = Array.from({ length: 30 }, (_, i) => piece('web', 0n, hour, `10.0.0.${i}`));
		const rest = { ...piece('web', 0n, 2n * hour), others: 500, records: 900 };
		const { lines } = placeStrip([...many, rest], extent, 1000);
		expect(lines).toHaveLength(9);
		expect(lines.at(-1)).toMatchObject({ label: 'web · 522 others', records: 1120 });
	});

	test('draws pieces that touch as one, and keeps a gap that can be seen', () => {
		const touching = [
			piece('web', 0n, hour),
			piece('web', hour, 2n * hour),
			piece('web', 5n * hour, 6n * hour)
		];
		const [line] = placeStrip(touching, extent, 1000).lines;
		expect(line!.pieces.map(({ x, width }) => [x, width])).toEqual([
			[0, 200],
			[500, 100]
		]);
	});

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

describe('ticks', () => {
	test('name as much of a time as their axis needs, in 24 hours', () => {
		const tick = Date.UTC(2007, 0, 15, 13, 30);
		const text = (hours: bigint) => tickText(tick, { from: 0n, to: hours * hour }, utc);
		expect(text(6n)).toBe('13:30');
		expect(text(48n)).toBe('01-15 13:30');
		expect(text(24n * 60n)).toBe('2007-01-15');
		expect(tickText(tick, { from: 0n, to: 60_000_000n }, utc)).toBe('13:30:00');
	});

	function texts(from: number, hours: bigint, count: number, zone: Zone): string[] {
		const extent = { from: BigInt(from) * 1000n, to: BigInt(from) * 1000n + hours * hour };
		return ticksOf(extent, count, zone).map((tick) => tickText(tick, extent, zone));
	}

	test('are round on the clocks of the zone, over an offset of half an hour too', () => {
		const from = Date.UTC(2007, 0, 15, 3, 10);
		expect(texts(from, 3n, 3, utc)).toEqual(['04:00', '05:00', '06:00']);
		expect(texts(from, 3n, 3, new Zone('Asia/Kolkata'))).toEqual(['09:00', '10:00', '11:00']);
	});

	test('skip the hour that clocks skip, and name once one that they have twice', () => {
		const berlin = new Zone('Europe/Berlin');
		expect(texts(Date.UTC(2007, 2, 24, 23), 4n, 5, berlin)).toEqual([
			'00:00',
			'01:00',
			'03:00',
			'04:00',
			'05:00'
		]);
		expect(texts(Date.UTC(2007, 9, 27, 22), 5n, 5, berlin)).toEqual([
			'00:00',
			'01:00',
			'02:00',
			'03:00',
			'04:00'
		]);
	});
});
