import { expect, test } from 'vitest';
import { markedLines } from './byte-marks.ts';

const bytes = Uint8Array.from({ length: 20 }, (_, i) => i + 0x41);

test('the bytes of a field are marked in all the lines that hold some of it', () => {
	const lines = markedLines(bytes, { start: 7, end: 18 });
	expect(lines.map(({ hex }) => hex[1])).toEqual(['48  49 4a 4b 4c 4d 4e 4f 50', '51 52']);
	expect(lines.map(({ ascii }) => ascii)).toEqual([
		['ABCDEFG', 'HIJKLMNOP', ''],
		['', 'QR', 'ST']
	]);
});

test('nothing is marked where a field has no bytes', () => {
	const [line] = markedLines(bytes, { start: 3, end: 3 });
	expect(line!.hex[1]).toBe('');
	expect(line!.hex.join('')).toMatch(/^41 42/);
});
