import type { PartReader } from '../parallel/in-parts.ts';
import type { ReaderThread } from './reader-thread.ts';
import type { Identity } from '../bytes/source.ts';

/** Adds up what several threads have read of one source. Until it is hashed that is what the page hears of. */
export class PartProgress {
	readonly #size: number;
	readonly #hear: (bytes: number) => void;
	/** Bytes of the part at hand, by thread. */
	readonly #now = new Map<ReaderThread, number>();
	#done = 0;
	#isHashed = false;

	constructor(
		size: number,
		identified: Promise<Identity>,
		hear: (bytes: number) => void = () => undefined
	) {
		this.#size = size;
		this.#hear = hear;
		identified.then(
			() => (this.#isHashed = true),
			() => undefined
		);
	}

	tell(bytes: number): void {
		if (this.#isHashed) this.#hear(bytes);
	}

	/** The same reader, whose progress counts: that of a part as it is read, and the whole of it in the end. */
	watch(thread: ReaderThread, reader: PartReader): PartReader {
		thread.onProgress = (bytes) => {
			this.#now.set(thread, bytes);
			this.tell([...this.#now.values()].reduce((sum, each) => sum + each, this.#done));
		};
		return {
			...reader,
			read: async (part) => {
				const answer = await reader.read(part);
				this.#done += Math.min(part.to, this.#size) - part.from;
				this.#now.delete(thread);
				return answer;
			}
		};
	}
}
