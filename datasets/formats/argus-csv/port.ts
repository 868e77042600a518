import { LOWER_X, ZERO } from '#lib/ascii.ts';
import { textOf, wholeNumber } from '#lib/bytes.ts';
import { portOfService } from '#lib/services.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { shown, unfit } from '../../records/fields/unfit.ts';

/** Digits and more than a name may have. */
const LONGEST_NAME = 32;

/**
 * The number that a port is written as: decimal, hexadecimal (`0x0008`, as `ra` writes ICMP), or a name of
 * the services database. Null for a name that is not known. Throws `record not readable` where the number is
 * no port.
 * @param proto whose list of names is asked first
 */
export function portOf(cell: FieldBytes, proto: 'tcp' | 'udp' = 'tcp'): number | null {
	const { bytes, start, end } = cell;
	const number =
		bytes[start] === ZERO && bytes[start + 1] === LOWER_X && end - start <= 10
			? hexadecimal(textOf(bytes, start + 2, end))
			: wholeNumber(bytes, start, end);
	if (number === null) {
		if (end - start > LONGEST_NAME) throw unfit('port not readable', cell);
		return portOfService(shown(cell), proto);
	}
	if (number < 0 || number > 65_535) throw unfit('port out of range', cell);
	return number;
}

function hexadecimal(digits: string): number | null {
	return /^[0-9a-f]+$/i.test(digits) ? parseInt(digits, 16) : null;
}
