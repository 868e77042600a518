import { firstOf } from '../../records/fields/derived-cells.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';

/** Keys of the dictionary of CEF by their full names, which some products write in their place. */
const fullNames: Readonly<Record<string, readonly string[]>> = {
	act: ['deviceAction'],
	cat: ['deviceEventCategory'],
	cnt: ['baseEventCount'],
	dhost: ['destinationHostName'],
	dpt: ['destinationPort'],
	dproc: ['destinationProcessName'],
	dst: ['destinationAddress'],
	dtz: ['deviceTimeZone'],
	duser: ['destinationUserName'],
	dvc: ['deviceAddress'],
	dvchost: ['deviceHostName'],
	end: ['endTime'],
	fname: ['fileName', 'filename'],
	in: ['bytesIn'],
	msg: ['message'],
	out: ['bytesOut'],
	proto: ['transportProtocol'],
	request: ['requestUrl', 'requestURL'],
	rt: ['deviceReceiptTime', 'receiptTime'],
	sproc: ['sourceProcessName'],
	spt: ['sourcePort'],
	src: ['sourceAddress'],
	start: ['startTime'],
	suser: ['sourceUserName'],
	...numbered('cs', 6, 'deviceCustomString'),
	...numbered('c6a', 4, 'deviceCustomIPv6Address')
};

/** The value of a key, under its full name too. */
export function byEitherName(cell: (name: string) => FieldBytes): (name: string) => FieldBytes {
	return (name) => firstOf([name, ...(fullNames[name] ?? [])].map(cell));
}

/** `cs1` and `cs1Label` and so on. */
function numbered(key: string, count: number, full: string): Record<string, readonly string[]> {
	const numbers = Array.from({ length: count }, (_, i) => i + 1);
	return Object.fromEntries(
		numbers.flatMap((number) => [
			[`${key}${number}`, [`${full}${number}`]],
			[`${key}${number}Label`, [`${full}${number}Label`]]
		])
	);
}
