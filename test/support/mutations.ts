import fc from 'fast-check';

/** Bytes that trip readers: NUL, half a character, marks of order, line ends, quotes, brackets, high bytes. */
const nasty = [
	[0],
	[0xff],
	[0xc3],
	[0xf0, 0x9f, 0x98],
	[0xef, 0xbb, 0xbf],
	[0xff, 0xfe],
	[13],
	[10],
	[13, 10],
	[34],
	[92],
	[92, 34],
	[9],
	[32],
	[44],
	[61],
	[91],
	[93],
	[123],
	[125],
	[0xed, 0xa0, 0x80]
].map((bytes) => Uint8Array.from(bytes));

type Edit = (bytes: Uint8Array) => Uint8Array;

function spliced(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
	const changed = new Uint8Array(at + insert.length + Math.max(0, bytes.length - at - remove));
	changed.set(bytes.subarray(0, at));
	changed.set(insert, at);
	changed.set(bytes.subarray(at + remove), at + insert.length);
	return changed;
}

const place = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.oneof(fc.nat(4), fc.nat(200));

const flip: fc.Arbitrary<Edit> = fc.tuple(place, fc.nat(255)).map(([where, mask]) => (bytes) => {
	const changed = bytes.slice();
	const at = Math.floor(where * bytes.length);
	if (at < changed.length) changed[at]! ^= mask;
	return changed;
});

const cut: fc.Arbitrary<Edit> = fc.tuple(place, length).map(
	([where, count]) =>
		(bytes) =>
			spliced(bytes, Math.floor(where * bytes.length), count, new Uint8Array(0))
);

const duplicate: fc.Arbitrary<Edit> = fc.tuple(place, length).map(([where, count]) => (bytes) => {
	const at = Math.floor(where * bytes.length);
	return spliced(bytes, at, 0, bytes.slice(at, at + count));
});

const insert: fc.Arbitrary<Edit> = fc.tuple(place, fc.constantFrom(...nasty)).map(
	([where, piece]) =>
		(bytes) =>
			spliced(bytes, Math.floor(where * bytes.length), 0, piece)
);

const truncate: fc.Arbitrary<Edit> = place.map(
	(where) => (bytes) => bytes.slice(0, Math.floor(where * bytes.length))
);

/** One to five changes to some bytes, such as a bad disk, a bad copy or a bad actor makes. */
export const mutation: fc.Arbitrary<Edit> = fc
	.array(fc.oneof(flip, cut, duplicate, insert, truncate), { minLength: 1, maxLength: 5 })
	.map((edits) => (bytes) => edits.reduce((changed, edit) => edit(changed), bytes));

/** Every LF a CRLF. */
export function withCarriageReturns(bytes: Uint8Array): Uint8Array {
	const out: number[] = [];
	for (const byte of bytes) {
		if (byte === 10) out.push(13);
		out.push(byte);
	}
	return Uint8Array.from(out);
}

/** The same bytes at the same length on every run: xorshift from a fixed seed. */
export function noise(size: number): Uint8Array {
	const bytes = new Uint8Array(size);
	let state = 0x9e3779b9;
	for (let i = 0; i < size; i++) {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		bytes[i] = state;
	}
	return bytes;
}
