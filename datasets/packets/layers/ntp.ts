import type { HeaderFields } from './fields.ts';
import { ntpModes } from './names.ts';

/** Seconds between 1900 and 1970. */
const ERA = 2_208_988_800;

/** RFC 5905, the header without extensions; control and private messages are named and not read. */
export function ntp(fields: HeaderFields): null {
	fields.is('ntp', 'NTP');
	fields.must(1, 'Flags');
	const mode = fields.peek(1) % 8;
	fields.flags('ntp.flags', 'Flags', 1, { hex: 2 }, [
		['ntp.flags.li', 'Leap second', { shift: 6, width: 2 }],
		['ntp.flags.vn', 'Version', { shift: 3, width: 3 }],
		['ntp.flags.mode', 'Mode', { shift: 0, width: 3, meaning: ntpModes[mode] ?? null }]
	]);
	fields.summary = ntpModes[mode] ?? `mode ${mode}`;
	if (mode >= 6) {
		fields.remarks.push('what such a message says is not read here');
		return null;
	}
	fields.number('ntp.stratum', 'Stratum', 1);
	fields.number('ntp.ppoll', 'Polled every power of two seconds', 1);
	fields.number('ntp.precision', 'Precision, a power of two seconds', 1, {
		meaning: (power) => `2^${power > 127 ? power - 256 : power} s`
	});
	fields.number('ntp.rootdelay', 'Delay to the root', 4, saidShort);
	fields.number('ntp.rootdispersion', 'Dispersion to the root', 4, saidShort);
	fields.raw('ntp.refid', 'Reference', 4);
	moment(fields, 'ntp.reftime', 'Set last');
	moment(fields, 'ntp.org', 'Asked');
	moment(fields, 'ntp.rec', 'Arrived');
	moment(fields, 'ntp.xmt', 'Sent');
	if (fields.left > 0)
		fields.remarks.push('extensions and signatures behind its header are not read here');
	return null;
}

/** Seconds in the upper half, parts of one in the lower. */
const saidShort = { meaning: (value: number) => `${(value / 65_536).toFixed(6)} s` };

function moment(fields: HeaderFields, name: string, title: string): void {
	fields.must(8, title);
	const [seconds, fraction] = [fields.peek(4), fields.peek(4, 4)];
	const stands = fields.bytes.subarray(fields.at, fields.at + 8);
	const isSet = stands.some((byte) => byte !== 0);
	// The count began anew in 2036: what lies before 1968 by the old one is meant by the new one.
	const since1900 = seconds < 2 ** 31 ? seconds + 2 ** 32 : seconds;
	const millis = (since1900 - ERA) * 1000 + (fraction / 2 ** 32) * 1000;
	const value = isSet
		? new Date(millis).toISOString().replace('T', ' ').replace('Z', ' UTC')
		: 'not set';
	fields.said(name, title, 8, value);
}
