import { formatNamed } from '#datasets/index.ts';
import type { Capture, CaptureReader } from '#datasets/format.ts';
import type { FlowPacket } from '#datasets/packets/stream/follow.ts';
import { BlockWalk } from '#datasets/records/blocks/block-walk.ts';
import { Failure } from '#lib/failure.ts';
import { readBack } from '../bytes/read-back.ts';
import { decompressed, type Bytes, type Wrapping } from '../bytes/source.ts';

/** Where the record of a packet lies in its source; the offset counts bytes after decompression. */
export interface CapturedRecord {
	record: number;
	offset: number;
	length: number;
}

/** A block that is wanted: a packet of the flow, or what stands before packets and says how they are read. */
interface WantedBlock {
	bytes: Uint8Array;
	/** Null of a block that holds no packet. */
	place: CapturedRecord | null;
}

/** Packets between which so little lies are read in one go. */
const NEAR = 65_536;
/** Bytes that are read in one go, at most. */
const LARGEST_READ = 4 * 1024 * 1024;

/** A loaded capture, of which some packets are wanted again. */
export class CaptureFile {
	readonly #bytes: Bytes;
	readonly #compression: Wrapping | null;
	readonly #capture: Capture;

	/**
	 * @param format that its receipt names
	 * @throws `usage` where that is not the format of a capture
	 */
	constructor(bytes: Bytes, compression: Wrapping | null, format: string) {
		const { capture, title } = formatNamed(format);
		if (capture === undefined) throw new Failure('usage', `not a capture: ${title}`);
		this.#bytes = bytes;
		this.#compression = compression;
		this.#capture = capture;
	}

	/**
	 * The packets of some records, in the order of the capture.
	 * @throws `input not readable` where the source ends before them; `record not readable` where one is no packet
	 */
	async packets(places: readonly CapturedRecord[]): Promise<FlowPacket[]> {
		const found: FlowPacket[] = [];
		const reader = this.#capture.open();
		for await (const { bytes, place } of this.#wanted(places)) {
			if (place === null) reader.isRecord(bytes, 0, bytes.length);
			else found.push({ record: place.record, packet: reader.packet(bytes, 0, bytes.length) });
		}
		return found;
	}

	/**
	 * A capture of those records alone, in the format of this one: each with its own bytes, time and link type.
	 * @throws as `packets`
	 */
	async part(places: readonly CapturedRecord[]): Promise<Uint8Array[]> {
		const found: Uint8Array[] = [];
		const reader = this.#capture.open();
		for await (const { bytes, place } of this.#wanted(places)) {
			if (place !== null) found.push(bytes);
			else {
				reader.isRecord(bytes, 0, bytes.length);
				const kept = reader.kept(bytes, 0, bytes.length);
				if (kept !== null) found.push(kept);
			}
		}
		return found;
	}

	#wanted(places: readonly CapturedRecord[]): AsyncGenerator<WantedBlock> {
		const inOrder = [...places].sort((a, b) => a.offset - b.offset);
		const seeks = !this.#capture.isSaidBetween && this.#compression === null;
		return seeks ? this.#sought(inOrder) : this.#walked(inOrder);
	}

	/** Reads what is wanted where it lies. */
	async *#sought(places: readonly CapturedRecord[]): AsyncGenerator<WantedBlock> {
		for await (const block of this.#walked([])) yield block;
		for (const group of groupsOf(places)) {
			const first = group[0]!.offset;
			const last = group.at(-1)!;
			const bytes = await readBack(this.#bytes, null, first, last.offset + last.length - first);
			for (const place of group) {
				const at = place.offset - first;
				yield { bytes: bytes.slice(at, at + place.length), place };
			}
		}
	}

	/** Reads all of it up to the last that is wanted; up to the first packet where nothing is. */
	async *#walked(places: readonly CapturedRecord[]): AsyncGenerator<WantedBlock> {
		const walk = new WantedWalk(this.#capture.open(), places);
		const chunks = decompressed(this.#bytes, this.#compression, { note: () => undefined });
		for await (const chunk of chunks) {
			yield* walk.push(chunk);
			if (walk.isDone) return;
		}
		if (places.length > 0)
			throw new Failure('input not readable', walk.lost ?? 'the source ends before its packets', {
				place: this.#bytes.name
			});
	}
}

class WantedWalk {
	readonly #reader: CaptureReader;
	readonly #places: Map<number, CapturedRecord>;
	readonly #last: number;
	readonly #walk: BlockWalk;
	isDone = false;

	constructor(reader: CaptureReader, places: readonly CapturedRecord[]) {
		this.#reader = reader;
		this.#places = new Map(places.map((place) => [place.offset, place]));
		this.#last = places.at(-1)?.offset ?? -1;
		this.#walk = new BlockWalk((bytes, start, end) => reader.measure(bytes, start, end));
	}

	get lost(): string | null {
		return this.#walk.lost;
	}

	push(chunk: Uint8Array): WantedBlock[] {
		const found: WantedBlock[] = [];
		// Offsets of a walk are those of what it had before until it has gone through all that is there.
		this.#walk.push(chunk, (bytes, start, end) => {
			const offset = this.#walk.offset + start;
			if (this.isDone) return;
			const isPacket = this.#reader.isRecord(bytes, start, end);
			const place = isPacket ? this.#places.get(offset) : null;
			if (place !== undefined) found.push({ bytes: bytes.slice(start, end), place });
			this.isDone = this.#last < 0 ? isPacket : offset >= this.#last;
		});
		this.isDone ||= this.#walk.lost !== null && this.#last < 0;
		return found;
	}
}

/** Those together that lie near to each other. */
function groupsOf(places: readonly CapturedRecord[]): CapturedRecord[][] {
	const groups: CapturedRecord[][] = [];
	for (const place of places) {
		const group = groups.at(-1);
		const end = group === undefined ? 0 : group.at(-1)!.offset + group.at(-1)!.length;
		const isNear = group !== undefined && place.offset - end <= NEAR;
		if (isNear && place.offset + place.length - group[0]!.offset <= LARGEST_READ) group.push(place);
		else groups.push([place]);
	}
	return groups;
}
