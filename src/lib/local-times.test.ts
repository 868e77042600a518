import { describe, expect, it } from 'vitest';
import { doubtNotes, LocalTimes } from './local-times.ts';
import { Zone } from './zone.ts';

/** Clocks of UTC of local times of 25 October 2026, when Berlin puts its clocks back from 3 to 2 at 01:00 UTC. */
function clocksOf(locals: readonly string[], zone = 'Europe/Berlin', day = '2026-10-25') {
	const times = new LocalTimes(new Zone(zone));
	const clocks = locals.map((local) => {
		const instant = times.instantOf(Date.parse(`${day}T${local}:00Z`) / 1000);
		return new Date(instant * 1000).toISOString().slice(11, 16);
	});
	const { begins, ...doubtful } = times.doubtful;
	return { clocks, doubtful, begins };
}

describe('a local time that occurs twice', () => {
	it('is the second one from where the lines go back', () => {
		const { clocks, doubtful } = clocksOf(['01:50', '02:10', '02:55', '02:05', '02:20', '03:01']);
		expect(clocks).toEqual(['23:50', '00:10', '00:55', '01:05', '01:20', '02:01']);
		expect(doubtful).toEqual({ told: 4, untold: 0, skipped: 0 });
	});

	it('is the first one where lines are late by seconds alone', () => {
		const { clocks } = clocksOf(['02:10', '02:09', '02:11']);
		expect(clocks).toEqual(['00:10', '00:09', '00:11']);
	});

	it('is the first one, and told as not known, where nothing stands before', () => {
		const { clocks, doubtful, begins } = clocksOf(['02:30']);
		expect(begins).toBe(true);
		expect(clocks).toEqual(['00:30']);
		expect(doubtful).toEqual({ told: 0, untold: 1, skipped: 0 });
	});

	it('is not told by lines that go back elsewhere too', () => {
		const { clocks, doubtful } = clocksOf(['01:50', '01:20', '01:55', '02:50', '02:10']);
		expect(clocks.slice(3)).toEqual(['00:50', '00:10']);
		expect(doubtful).toEqual({ told: 0, untold: 2, skipped: 0 });
	});
});

describe('a local time that never occurs', () => {
	it('is read with the offset before, and counted', () => {
		const { clocks, doubtful } = clocksOf(
			['01:59', '02:30', '03:01'],
			'Europe/Berlin',
			'2026-03-29'
		);
		expect(clocks).toEqual(['00:59', '01:30', '01:01']);
		expect(doubtful).toEqual({ told: 0, untold: 0, skipped: 1 });
	});
});

describe('the receipt', () => {
	it('says how many there were, and how they were read', () => {
		expect(doubtNotes({ told: 2, untold: 1, skipped: 1 }, 'Europe/Berlin')).toEqual([
			'2 local times that Europe/Berlin has twice: which of the two, the order of the lines told',
			'1 local time that Europe/Berlin has twice were read as the first, for nothing told which',
			'1 local time that Europe/Berlin never has were read with the offset from before the clock was put on'
		]);
		expect(doubtNotes({ told: 0, untold: 0, skipped: 0 }, 'UTC')).toEqual([]);
	});
});
