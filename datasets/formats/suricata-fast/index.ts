import type { Format, Head, Recognition } from '../../format.ts';
import { open } from './line.ts';

const shape =
	/^\d\d\/\d\d(?:\/\d\d(?:\d\d)?)?-\d\d:\d\d:\d\d\S*\s+(?:\[\w+\]\s+)?\[\*\*\]\s*\[\d+:\d+:\d+\]/;

/**
 * The one-line alerts of Snort (`alert_fast`) and Suricata (`fast.log`). Suricata writes the year, Snort
 * does not unless told to; neither writes a zone.
 */
const format: Format = {
	name: 'suricata-fast',
	title: 'Snort and Suricata fast alerts',
	tables: ['alerts'],
	cannotKnow: [
		'the sensor',
		'the zone of the times',
		'whether the packet was dropped, unless the line says so',
		'the id of the flow'
	],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	const fitting = head.lines.filter((line) => shape.test(line)).length;
	if (fitting === 0) return null;
	const confidence = fitting / head.lines.length > 0.5 ? 0.95 : 0.6;
	return { confidence, because: 'a time, [**] and [gid:sid:rev] at the head of a line' };
}
