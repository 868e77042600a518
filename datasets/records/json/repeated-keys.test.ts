import { expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

const NOTE = 'an object has a key twice: the last value of the key counts';

it.each([
	'{"a":1,"a":2}',
	'{"a":{"b":1,"b":2}}',
	'{"a":{"b":{"c":"x","c":{"d":1}}}}',
	'{"a":{"b":1},"a":{"c":1}}',
	'{"a":{"b":{"c":{"d":{"e":[1],"e":2}}}}}',
	'{"a\\u0062":{"ab":1,"a\\u0062":2}}'
])(
	'a key that an object has twice is noted where its values become columns, however deep it lies: %s',
	async (record) => {
		const { receipt } = await readBytes(bytesOf(`${record}\n`), { settings: { native: true } });
		expect(receipt.notes.filter((note) => note.startsWith(NOTE))).toEqual([NOTE]);
	}
);

it('an object within a list is kept as it is written, with both of its values', async () => {
	const { rows } = await readBytes(bytesOf('{"a":[{"b":1,"b":2}]}\n'));
	expect(rows[0]).toMatchObject({ a: '[{"b":1,"b":2}]' });
});

it('equal keys of different objects are none', async () => {
	const { receipt } = await readBytes(
		bytesOf('{"a":{"a":{"a":1}},"b":{"a":1},"c":[{"a":1},{"a":2}]}\n')
	);
	expect(receipt.notes).not.toContain(NOTE);
});
