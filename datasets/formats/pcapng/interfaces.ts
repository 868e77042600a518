import { uint16In, uint32In, uint64In, type ByteOrder } from '#lib/binary.ts';

/** What an interface description says that the packets of the interface need. */
export interface CaptureInterface {
	linkType: number;
	/** Most bytes captured of a packet; 0 for no limit. */
	captureLimit: number;
	/** Units of its times in a second. */
	perSecond: bigint;
	/** Seconds to add to its times. */
	offset: bigint;
}

const RESOLUTION = 9;
const OFFSET = 14;
const MICROS = 1_000_000n;
/** 9999-12-31T23:59:59.999999Z: what lies behind it is no time that anybody meant. */
const LATEST = 253_402_300_799_999_999n;
/** The longest header of a description before its options. */
const HEADER = 8;

/** Reads the body of an interface description block, `[start, end)`. */
export function readInterface(
	order: ByteOrder,
	bytes: Uint8Array,
	start: number,
	end: number
): CaptureInterface {
	const found: CaptureInterface = {
		linkType: uint16In(order, bytes, start),
		captureLimit: uint32In(order, bytes, start + 4),
		perSecond: MICROS,
		offset: 0n
	};
	for (const { code, length, at } of optionsIn(order, bytes, start + HEADER, end)) {
		if (code === RESOLUTION && length === 1) found.perSecond = resolution(bytes[at]!);
		if (code === OFFSET && length === 8)
			found.offset = BigInt.asIntN(64, uint64In(order, bytes, at));
	}
	return found;
}

/** A field behind the fixed part of a block: what it is, its bytes, and where they begin. */
export interface Option {
	code: number;
	length: number;
	at: number;
}

export function* optionsIn(
	order: ByteOrder,
	bytes: Uint8Array,
	start: number,
	end: number
): Generator<Option> {
	for (let at = start; at + 4 <= end;) {
		const code = uint16In(order, bytes, at);
		const length = uint16In(order, bytes, at + 2);
		const value = at + 4;
		if (code === 0 || value + length > end) return;
		yield { code, length, at: value };
		at = value + ((length + 3) & ~3);
	}
}

/** A power of ten, or of two where the highest bit is set. */
function resolution(value: number): bigint {
	return (value & 0x80) === 0 ? 10n ** BigInt(value) : 2n ** BigInt(value & 0x7f);
}

/** Microseconds since 1970 of a time in an interface's units; null where that is beyond any calendar. */
export function timeOf({ perSecond, offset }: CaptureInterface, units: bigint): bigint | null {
	const micros = (units * MICROS) / perSecond + offset * MICROS;
	return micros >= -LATEST && micros <= LATEST ? micros : null;
}
