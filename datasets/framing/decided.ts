import { concatenated } from '#lib/bytes.ts';
import type { RecordReader } from '../format.ts';

/**
 * A reader that is chosen by the first bytes of a source, and is then given it from its first byte.
 * @param choose null where more bytes must come to tell; never null where `whole` says that no more come
 */
export function decided(
	choose: (bytes: Uint8Array, whole: boolean) => RecordReader | null
): RecordReader {
	let held: Uint8Array[] = [];
	let length = 0;
	let reader: RecordReader | null = null;

	function decide(whole: boolean): void {
		const bytes = concatenated(held, length);
		reader = choose(bytes, whole);
		held = reader === null ? [bytes] : [];
		reader?.push(bytes);
	}

	return {
		push(chunk) {
			if (reader !== null) return reader.push(chunk);
			held.push(chunk);
			length += chunk.length;
			decide(false);
		},
		end() {
			if (reader === null) decide(true);
			reader!.end();
		}
	};
}
