import { QUESTION } from '#lib/ascii.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';

/** A query without the question mark in front, which proxies that log path and query apart leave there. */
export function behindMark(cell: FieldBytes): FieldBytes {
	return {
		name: cell.name,
		load: () => cell.load(),
		get bytes() {
			return cell.bytes;
		},
		get start() {
			return cell.bytes[cell.start] === QUESTION ? cell.start + 1 : cell.start;
		},
		get end() {
			return cell.end;
		}
	};
}
