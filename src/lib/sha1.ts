/**
 * SHA-1 (FIPS 180-4) of short messages. Community ID takes one digest for every row of every source, of
 * at most 40 bytes; a general-purpose hash spends most of such a call on its own set-up.
 */
const schedule = new Int32Array(80);

/** Writes the 20-byte digest of `message[0, length)` into `digest`; `length` is at most 55. */
export function sha1Short(message: Uint8Array, length: number, digest: Uint8Array): void {
	fillSchedule(message, length);
	let a = 0x67452301;
	let b = 0xefcdab89 | 0;
	let c = 0x98badcfe | 0;
	let d = 0x10325476;
	let e = 0xc3d2e1f0 | 0;
	let i = 0;
	for (; i < 20; i++) {
		const next =
			(((a << 5) | (a >>> 27)) + (d ^ (b & (c ^ d))) + e + schedule[i]! + 0x5a827999) | 0;
		e = d;
		d = c;
		c = (b << 30) | (b >>> 2);
		b = a;
		a = next;
	}
	for (; i < 40; i++) {
		const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + schedule[i]! + 0x6ed9eba1) | 0;
		e = d;
		d = c;
		c = (b << 30) | (b >>> 2);
		b = a;
		a = next;
	}
	for (; i < 60; i++) {
		const next =
			(((a << 5) | (a >>> 27)) + ((b & c) | (d & (b | c))) + e + schedule[i]! - 0x70e44324) | 0;
		e = d;
		d = c;
		c = (b << 30) | (b >>> 2);
		b = a;
		a = next;
	}
	for (; i < 80; i++) {
		const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + schedule[i]! - 0x359d3e2a) | 0;
		e = d;
		d = c;
		c = (b << 30) | (b >>> 2);
		b = a;
		a = next;
	}
	writeWord(digest, 0, a + 0x67452301);
	writeWord(digest, 4, b + 0xefcdab89);
	writeWord(digest, 8, c + 0x98badcfe);
	writeWord(digest, 12, d + 0x10325476);
	writeWord(digest, 16, e + 0xc3d2e1f0);
}

function fillSchedule(message: Uint8Array, length: number): void {
	schedule.fill(0, 0, 16);
	for (let i = 0; i < length; i++) schedule[i >> 2]! |= message[i]! << (24 - 8 * (i & 3));
	schedule[length >> 2]! |= 0x80 << (24 - 8 * (length & 3));
	schedule[15] = length * 8;
	for (let i = 16; i < 80; i++) {
		const word = schedule[i - 3]! ^ schedule[i - 8]! ^ schedule[i - 14]! ^ schedule[i - 16]!;
		schedule[i] = (word << 1) | (word >>> 31);
	}
}

function writeWord(bytes: Uint8Array, at: number, word: number): void {
	bytes[at] = word >>> 24;
	bytes[at + 1] = word >>> 16;
	bytes[at + 2] = word >>> 8;
	bytes[at + 3] = word;
}
