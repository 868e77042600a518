import { expect, test } from 'vitest';
import { measured } from './measured.ts';
import { settings, sources } from './own-collections.ts';

test('a file counts by its bytes, and all else by the bytes of its text', () => {
	const blob = new Blob(['x'.repeat(10_000)]);
	const { records, bytes } = measured(sources, [
		{ key: 'a', value: { name: 'ä', blob } },
		{ key: 'b', value: { name: 'b', blob: null } }
	]);
	expect(records).toBe(2);
	expect(bytes).toBeGreaterThan(10_000);
	expect(bytes).toBeLessThan(10_200);
	expect(measured(settings, [])).toMatchObject({ collection: 'settings', records: 0, bytes: 0 });
	expect(measured(settings, [{ key: 'zone', value: 'ä' }]).bytes).toBe(4);
});
