import { startOf } from '#tables/event-writer.ts';
import { NativeWriter } from '#tables/native-writer.ts';
import type { Sink } from '../format.ts';

/**
 * Stands between a sink and a reader that reads what records of another kind carry: its rows become rows, and its
 * native columns none, since a record has those of its own.
 */
export class SetApart {
	readonly #origin = startOf('');
	readonly #native = new NativeWriter(this.#origin);
	#isRejected = false;
	/** For the reader. */
	readonly sink: Sink;

	constructor(sink: Sink) {
		this.sink = {
			settings: sink.settings,
			time: sink.time,
			continues: sink.continues,
			native: this.#native,
			table: (name) => sink.table(name),
			beside: () => () => undefined,
			begin: (offset, length) => sink.begin(offset, length),
			reject: (reason) => {
				this.#isRejected = true;
				sink.reject(reason);
			},
			drop: () => sink.drop(),
			turn: () => sink.turn(),
			settle: () => sink.settle(),
			note: (sentence) => sink.note(sentence),
			claim: (span) => sink.claim(span),
			tell: (span) => sink.tell(span),
			readAs: (format) => sink.readAs(format)
		};
	}

	/** What became of the record that the reader has just read: `native` where it found no table for it. */
	outcome(): 'row' | 'native' | 'reject' {
		const isNative = this.#origin.native;
		const isRejected = this.#isRejected;
		this.#origin.native = this.#isRejected = false;
		if (isNative) this.#native.take();
		return isRejected ? 'reject' : isNative ? 'native' : 'row';
	}
}
