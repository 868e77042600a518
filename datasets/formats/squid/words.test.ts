import { describe, expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

async function read(between: string, behind = '') {
	const line = `1714557600.123     45 203.0.113.9 TCP_MISS/200 512 GET ${between} HIER_DIRECT/198.51.100.7 text/html${behind}`;
	const { rows, receipt } = await readBytes(bytesOf(line), {
		settings: { as: 'squid', native: true }
	});
	expect(receipt.rejects).toEqual([]);
	const web = rows.find(({ table }) => table === 'web')!;
	const native = rows.find(({ table }) => table === 'native')!;
	const { url, user, src_ip, dst_ip, status } = web;
	return { url, user, src_ip, dst_ip, status, further: native.further ?? null };
}

const page = 'http://www.example.org/a';

describe('what stands between method and hierarchy is a URL and a user, however many blanks the user has', () => {
	it.each([
		[`${page} -`, page, null],
		[`${page} anna`, page, 'anna'],
		[`${page} anna de vries`, page, 'anna de vries'],
		[`${page} caf%c3%a9`, page, 'café'],
		[`${page} dom\\\\bob`, page, 'dom\\bob'],
		[`${page} a HIER_NONE/- b`, page, 'a HIER_NONE/- b'],
		[`${page} b c -`, `${page} b c`, null]
	])('%s', async (between, target, user) => {
		const row = await read(between);
		expect([row.url, row.user, row.src_ip]).toEqual([target, user, '203.0.113.9']);
		expect([row.dst_ip, row.status]).toEqual(['198.51.100.7', 200]);
	});
});

it('what is configured to stand behind the ten words is kept as it is, blanks in a name or not', async () => {
	expect((await read(`${page} -`, ' splice "-"')).further).toBe('splice "-"');
	expect(await read(`${page} anna de vries`, ' splice "-"')).toMatchObject({
		user: 'anna de vries',
		further: 'splice "-"'
	});
});
