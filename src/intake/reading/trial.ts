import type { Format, Head } from '#datasets/format.ts';
import { formats } from '#datasets/index.ts';
import { defaultSettings } from '../record/import-settings.ts';
import { openSink } from '../record/read-source.ts';
import { Writers } from '../record/writers.ts';

/** Of so many of the records at the beginning a format must make something, if another one does. */
const MOST = 3 / 4;

/**
 * Which of the formats that fit the beginning of a source reads it: the first, unless it rejects most of the records
 * there and a later one reads most of them.
 * @param ranked the best first, one at least
 */
export function firstThatReads<Entry extends { format: Format }>(
	ranked: readonly Entry[],
	head: Head
): Entry {
	const [best, ...others] = ranked;
	if (others.length === 0 || shareOf(best!.format, head) > 1 - MOST) return best!;
	return others.find(({ format }) => shareOf(format, head) >= MOST) ?? best!;
}

/** The share of the records at the beginning of which the format makes rows; 1 where no record ends there. */
function shareOf(format: Format, { bytes, whole }: Head): number {
	const sink = openSink({ name: '', latest: 0 }, defaultSettings, new Writers());
	const reader = format.open(sink, formats);
	reader.push(bytes);
	if (whole) reader.end();
	sink.settle();
	const { records, rejects } = sink.count;
	return records === 0 ? 1 : (records - rejects.length) / records;
}
