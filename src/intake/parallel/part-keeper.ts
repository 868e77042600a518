import { blobBytes } from '../bytes/blob-bytes.ts';
import { readPart, type PartRequest, type ReadPart } from './read-part.ts';
import type { NamedBlob } from '../record/read-request.ts';
import type { Bytes } from '../bytes/source.ts';
import { Writers } from '../record/writers.ts';

/** A part that was read, and the writers that hold its rows. */
interface Kept {
	part: ReadPart;
	writers: Writers;
}

/** Reads parts of one source, and keeps their rows until it is known where they belong. */
export class PartKeeper {
	readonly #bytes: Bytes;
	readonly #kept = new Map<number, Kept>();
	/** Their memory is used again: fresh memory costs more than to fill it. */
	readonly #free: Writers[] = [];

	constructor({ blob, name }: NamedBlob) {
		this.#bytes = blobBytes(blob, name, null);
	}

	/**
	 * @param onBytes hears how many bytes of the part were read so far
	 * @param onPiece called after each piece; the next is read once it has resolved
	 */
	async read(
		{ number, part }: { number: number; part: PartRequest },
		onBytes: (bytes: number) => void,
		onPiece: (read: ReadPart) => void | Promise<void> = () => undefined
	): Promise<ReadPart> {
		const writers = this.#free.pop() ?? new Writers();
		let bytes = 0;
		const read = await readPart(part, this.#bytes, writers, async (reading, more) => {
			onBytes((bytes += more));
			await onPiece(reading);
		});
		this.#kept.set(number, { part: read, writers });
		return read;
	}

	/** Gives a part away; `take` takes all that it holds before it waits for anything. */
	give(number: number, take: (part: ReadPart) => Promise<void>): Promise<void> {
		const { part, writers } = this.#kept.get(number)!;
		this.#kept.delete(number);
		const taking = take(part);
		this.#free.push(writers);
		return taking;
	}
}
