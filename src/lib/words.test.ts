import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fourOf, isAsciiWord, RememberedView, zeroMark } from './words.ts';

const word = fc.uint8Array({ minLength: 4, maxLength: 4 });

it('sees a byte in a word exactly where it is one of the four', () => {
	fc.assert(
		fc.property(word, fc.nat(255), (bytes, byte) => {
			const at = new RememberedView().of(bytes).getInt32(0, true);
			expect(zeroMark(at ^ fourOf(byte)) !== 0).toBe(bytes.includes(byte));
		})
	);
});

it('takes a word for ASCII exactly where all four are', () => {
	fc.assert(
		fc.property(word, (bytes) => {
			const at = new RememberedView().of(bytes).getInt32(0, true);
			expect(isAsciiWord(at)).toBe(bytes.every((byte) => byte < 128));
		})
	);
});

it('looks at the bytes it is asked for, within the memory they are part of', () => {
	const memory = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
	const view = new RememberedView();
	expect(view.of(memory.subarray(3)).getUint8(0)).toBe(4);
	expect(view.of(memory).getUint8(0)).toBe(1);
	expect(view.of(memory.subarray(2, 4)).byteLength).toBe(2);
});
