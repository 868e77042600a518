import { describe, expect, test } from 'vitest';
import { extentOf, placeStrip, type StripPiece } from './coverage-strip.ts';

const hour = 3_600_000_000n;

function piece(
	table: string,
	from: bigint | null,
	to: bigint | null,
	speaker: string | null = null
): StripPiece {
	return { table, speaker, others: 0, from, to, records: 10, bound: 5, origin: 'stated' };
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

	test('says which silences are believed of its pieces and why, each once', () => {
		const [line] = placeStrip(
			[
				piece('dns', 0n, hour),
				{ ...piece('dns', 2n * hour, 4n * hour), bound: null, origin: 'claimed' },
				piece('dns', 5n * hour, 6n * hour)
			],
			extent,
			100
		).lines;
		expect(line!.believed).toEqual([
			'5 minutes, as stated for its kind of log',
			'all within what its source claims'
		]);
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
