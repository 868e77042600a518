import { expect, test } from 'vitest';
import { isReadable } from './gone-file.ts';

test('a file that its place on the disk does not give any more is not readable, whichever end fails', async () => {
	const file = new File(['abc'], 'fw.log');
	expect(await isReadable(file)).toBe(true);
	expect(await isReadable(new File([], 'empty.log'))).toBe(true);
	for (const failing of [0, 2]) {
		const gone = new File(['abc'], 'fw.log');
		gone.slice = (start) => {
			if (start !== failing) return file.slice(start);
			return Object.assign(new Blob(), {
				arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError'))
			});
		};
		expect(await isReadable(gone)).toBe(false);
	}
});
