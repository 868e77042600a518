import type { NativeWriter } from '#tables/native-writer.ts';
import { setField } from '../../records/lines/quoted.ts';
import type { ElbWords } from './words.ts';

/** Keeps the words of a line under the names of their places; what newer logs add has its number. */
export function keepNative(native: NativeWriter, words: ElbWords, names: readonly string[]): void {
	for (let index = 0; index < words.count; index++) {
		const column = native.text(names[index] ?? `field_${index + 1}`);
		setField(column, words.bytes, words.starts[index]!, words.ends[index]!);
	}
	native.commit();
}
