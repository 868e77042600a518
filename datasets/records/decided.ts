import type { RecordReader } from '../format.ts';
import { OpenBytes } from './open-bytes.ts';

/**
 * A reader that is chosen by the first bytes of a source, and is then given it from its first byte.
 * @param choose null where more bytes must come to tell; never null where `whole` says that no more come
 */
export function decided(
	choose: (bytes: Uint8Array, whole: boolean) => RecordReader | null
): RecordReader {
	const held = new OpenBytes();
	let reader: RecordReader | null = null;

	function decide(bytes: Uint8Array, whole: boolean): void {
		reader = choose(bytes, whole);
		if (reader === null) held.keep(bytes);
		else reader.push(bytes);
	}

	return {
		push(chunk) {
			if (reader !== null) return reader.push(chunk);
			decide(held.take(chunk), false);
		},
		end() {
			if (reader === null) decide(held.take(), true);
			reader!.end();
		}
	};
}
