import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utc, Zone } from '#lib/zone.ts';
import { ticksOf, tickText, timeAxis } from './time-axis.ts';

const hour = 3_600_000_000n;

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

describe('the labels of an axis', () => {
	const zones = ['UTC', 'Asia/Kolkata', 'America/Argentina/ComodRivadavia'].map(
		(name) => new Zone(name)
	);
	/** From a second to decades, as logarithms of milliseconds. */
	const drawn = fc.record({
		start: fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }),
		length: fc.double({ min: 3, max: 12.2, noNaN: true }).map((power) => Math.round(10 ** power)),
		width: fc.integer({ min: 120, max: 1700 }),
		left: fc.constantFrom(112, 168),
		zone: fc.constantFrom(...zones)
	});

	test('never overlap each other or the zone, nor reach beyond the drawing, whatever the time and the width', () => {
		fc.assert(
			fc.property(drawn, ({ start, length, width, left, zone }) => {
				const from = BigInt(start) * 1000n;
				const extent = { from, to: from + BigInt(length) * 1000n };
				const { labels, zoneFits } = timeAxis(extent, { width, left, right: 16 }, zone);
				const boxes = labels.map((label) => [label.from, label.to]);
				if (zoneFits) boxes.unshift([-left, zone.name.length * 6.5 - left]);
				boxes.forEach(([begin], i) => {
					if (i > 0) expect(begin).toBeGreaterThan(boxes[i - 1]![1]! + 4);
				});
				expect(labels.every((label) => label.from >= -left && label.to <= width + 16)).toBe(true);
				expect(labels.every(({ text, from, to }) => to - from >= text.length * 7)).toBe(true);
				expect(new Set(labels.map(({ text }) => text)).size).toBe(labels.length);
			}),
			{ numRuns: 500 }
		);
	});

	test('are as many as have room: those of a night, and of three years, at three widths', () => {
		const at = (from: string, to: string, width: number) => {
			const micros = (iso: string) => BigInt(Date.parse(`${iso}Z`)) * 1000n;
			const extent = { from: micros(from), to: micros(to) };
			return timeAxis(extent, { width, left: 168, right: 16 }, utc).labels.map(({ text }) => text);
		};
		const night = (width: number) => at('2007-01-15T00:00:38', '2007-01-15T06:29:37', width);
		expect(night(1256)).toHaveLength(12);
		expect(night(730)).toEqual(['01:00', '02:00', '03:00', '04:00', '05:00', '06:00']);
		expect(night(220)).toEqual(['03:00', '06:00']);
		const years = (width: number) => at('2021-03-01T00:00:00', '2024-02-11T00:00:00', width);
		expect(years(730)).toEqual(['2022-01-01', '2023-01-01', '2024-01-01']);
		expect(years(220)).toEqual(['2022-01-01']);
	});
});
