import { bytesOf, textOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import { MICROS_PER_SECOND } from '#lib/time.ts';
import { Zone } from '#lib/zone.ts';
import { zoneOffset } from '#lib/zone-offset.ts';
import type { Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import type { OwnTime } from '../../records/fields/record-time.ts';
import { whenOf, type When } from '../../records/fields/when.ts';

/** Bytes of a time, and of the name of a zone. */
const LONGEST = 64;
/** Zones that are remembered. */
const MOST_ZONES = 64;

/** Reads the times of an event in the zone of its device (`dtz`), where it names one and they do not. */
export class DeviceZone {
	readonly #sink: Sink;
	readonly #zone: FieldBytes;
	readonly #zones = new Map<string, Zone | null>();

	constructor(sink: Sink, zone: FieldBytes) {
		this.#sink = sink;
		this.#zone = zone;
	}

	timeIn(cell: FieldBytes): OwnTime {
		return { name: cell.name, read: () => (cell.load() ? this.#read(cell) : undefined) };
	}

	#read(cell: FieldBytes): When | null {
		const text = shortText(cell);
		// What is counted since 1970 has no clock, and no zone.
		const zone =
			text.includes(':') && this.#zone.load() ? this.#zoneOf(shortText(this.#zone)) : null;
		const wall = zone === null ? null : this.#when(`${text} Z`);
		return zone === null || wall === null ? this.#when(text) : inZone(wall, zone);
	}

	/** A time that names a zone itself is none with another behind it. */
	#when(text: string): When | null {
		const bytes = bytesOf(text);
		const cell = { name: '', bytes, start: 0, end: bytes.length, load: () => true };
		return whenOf(this.#sink.time, cell);
	}

	#zoneOf(text: string): Zone | null {
		const known = this.#zones.get(text);
		const zone = known === undefined ? zoneNamed(text) : known;
		if (this.#zones.size >= MOST_ZONES) this.#zones.clear();
		this.#zones.set(text, zone);
		if (zone === null) this.#sink.note('a dtz is no zone that is known; it was not used');
		return zone;
	}
}

function inZone(wall: When, zone: Zone): When {
	const offset =
		zone.offsetAtLocal(Math.floor(Number(wall) / MICROS_PER_SECOND)) * MICROS_PER_SECOND;
	return typeof wall === 'number' ? wall - offset : wall - BigInt(offset);
}

/** By its offset, or by a name of the database of zones: that of a place. */
function zoneNamed(text: string): Zone | null {
	const bytes = bytesOf(text);
	const offset = zoneOffset(bytes, 0, bytes.length);
	if (offset !== null) return new Zone(offsetName(offset));
	return text.includes('/') ? zoneOfPlace(text) : null;
}

function offsetName(seconds: number): string {
	const minutes = Math.abs(seconds) / 60;
	const two = (value: number) => String(value).padStart(2, '0');
	return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function zoneOfPlace(name: string): Zone | null {
	try {
		return new Zone(name);
	} catch (error) {
		if (error instanceof Failure) return null;
		throw error;
	}
}

function shortText({ bytes, start, end }: FieldBytes): string {
	return textOf(bytes, start, Math.min(end, start + LONGEST)).trim();
}
