import { bytesOf, skipWhite, startsWith } from '#lib/bytes.ts';
import type { Format, Head, Recognition } from '../../format.ts';
import { textBlocks } from '../../records/blocks/text-blocks.ts';
import { idsEnd } from '../../rows/alerts/rule-ids.ts';
import { FullAlert } from './alert.ts';

const BAR = bytesOf('[**]');

/** The alerts of Snort in full (`alert_full`): several lines each, and a blank line behind. */
const format: Format = {
	name: 'snort-full',
	title: 'Snort full alerts',
	tables: ['alerts'],
	cannotKnow: [
		'the sensor, unless it is given at import',
		'the zone of the times, and the year unless Snort was told to write it',
		'what became of the packet',
		'the id of the flow'
	],
	recognise,
	open(sink) {
		const alert = new FullAlert(sink);
		return textBlocks(sink, {
			kind: (bytes, start, end) => (isFirst(bytes, start, end) ? 'first' : 'further'),
			block: (bytes) => alert.read(bytes)
		});
	}
};

export default format;

/** `[**] [gid:sid:rev]` at the beginning of a line. */
function isFirst(bytes: Uint8Array, start: number, end: number): boolean {
	if (!startsWith(bytes, BAR, start, end)) return false;
	return idsEnd(bytes, skipWhite(bytes, start + BAR.length, end), end) >= 0;
}

function recognise(head: Head): Recognition | null {
	const first = head.lines.findIndex((line) => {
		const bytes = bytesOf(line);
		return isFirst(bytes, 0, bytes.length);
	});
	if (first < 0) return null;
	const timed = head.lines
		.slice(first)
		.some((line) => /^\d\d\/\d\d(?:\/\d\d)?-\d\d:\d\d:/.test(line));
	return {
		confidence: timed && first === 0 ? 0.95 : 0.6,
		because: '[**] and [gid:sid:rev] at the head of a line, and the time on another'
	};
}
