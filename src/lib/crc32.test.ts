import { expect, it } from 'vitest';
import { bytesOf } from './bytes.ts';
import { crc32 } from './crc32.ts';

it.each([
	['', 0],
	['a', 0xe8b7be43],
	['123456789', 0xcbf43926]
])('the check value of %j is that of its definition', (text, crc) => {
	expect(crc32(bytesOf(text))).toBe(crc);
});
