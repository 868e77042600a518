import { bytesOf, skipWhite, textOf, trimEnd } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import { MICROS_PER_SECOND } from '#lib/time.ts';
import { Zone } from '#lib/zone.ts';
import { zoneOffset } from '#lib/zone-offset.ts';
import type { Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import type { OwnTime } from '../../records/fields/record-time.ts';
import { whenOf, type When } from '../../records/fields/when.ts';

/** What is asked of a zone. */
type Offsets = Pick<Zone, 'offsetAtLocal'>;

/** Bytes of a time, and of the name of a zone. */
const LONGEST = 64;
/** Zones that are remembered. */
const MOST_ZONES = 64;

/** Reads the times of an event in the zone of its device (`dtz`), where it names one and they do not. */
export class DeviceZone {
	readonly #sink: Sink;
	readonly #zone: FieldBytes;
	readonly #zones = new Map<string, Offsets | null>();

	constructor(sink: Sink, zone: FieldBytes) {
		this.#sink = sink;
		this.#zone = zone;
	}

	timeIn(cell: FieldBytes): OwnTime {
		return { name: cell.name, read: () => this.#read(cell) };
	}

	#read(cell: FieldBytes): When | null | undefined {
		const named = this.#zone.load() ? shortText(this.#zone) : null;
		if (!cell.load()) return undefined;
		if (named === null) return whenOf(this.#sink.time, shortRange(cell));
		const text = shortText(cell);
		// What is counted since 1970 has no clock, and no zone.
		const zone = text.includes(':') ? this.#zoneOf(named) : null;
		const wall = zone === null ? null : this.#when(`${text} Z`);
		return zone === null || wall === null ? this.#when(text) : inZone(wall, zone);
	}

	/** A time that names a zone itself is none with another behind it. */
	#when(text: string): When | null {
		const bytes = bytesOf(text);
		return whenOf(this.#sink.time, { bytes, start: 0, end: bytes.length });
	}

	#zoneOf(text: string): Offsets | null {
		let zone = this.#zones.get(text);
		if (zone === undefined) {
			if (this.#zones.size >= MOST_ZONES) this.#zones.clear();
			zone = zoneNamed(text);
			this.#zones.set(text, zone);
		}
		if (zone === null) this.#sink.note('a dtz is no zone that is known; it was not used');
		return zone;
	}
}

function inZone(wall: When, zone: Offsets): When {
	const offset =
		zone.offsetAtLocal(Math.floor(Number(wall) / MICROS_PER_SECOND)) * MICROS_PER_SECOND;
	return typeof wall === 'number' ? wall - offset : wall - BigInt(offset);
}

/** By its offset, or by a name of the database of zones: that of a place. */
function zoneNamed(text: string): Offsets | null {
	const bytes = bytesOf(text);
	const offset = zoneOffset(bytes, 0, bytes.length);
	if (offset !== null) return { offsetAtLocal: () => offset };
	return text.includes('/') ? zoneOfPlace(text) : null;
}

function zoneOfPlace(name: string): Zone | null {
	try {
		return new Zone(name);
	} catch (error) {
		if (error instanceof Failure) return null;
		throw error;
	}
}

function shortText(cell: FieldBytes): string {
	const { bytes, start, end } = shortRange(cell);
	return textOf(bytes, start, end);
}

/** Where a value lies between the blanks around it, or the beginning of a long one. */
function shortRange({
	bytes,
	start,
	end
}: FieldBytes): Pick<FieldBytes, 'bytes' | 'start' | 'end'> {
	const stop = Math.min(end, start + LONGEST);
	const from = skipWhite(bytes, start, stop);
	return { bytes, start: from, end: trimEnd(bytes, from, stop) };
}
