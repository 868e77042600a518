import { describe, expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

async function read(value: string) {
	const line = `Mar  7 04:05:06 gw CEF:0|Acme|Proxy|1|100|access-log|3|rt=1551931506000 src=192.0.2.1 dst=198.51.100.1 requestMethod=GET request=${value} suser=alice`;
	const { rows } = await readBytes(bytesOf(line), { settings: { as: 'cef' } });
	const { url, path, query, user } = rows[0]!;
	return { url, path, query, user };
}

describe('quotes around all of a value belong to the writing, and those in it to the value', () => {
	const url = 'https://files.example.org/upload/7?a=1';
	it.each([
		[url, url],
		[`'${url}'`, url],
		[`"${url}"`, url],
		[`'${url}&b='x''`, `'${url}&b='x''`],
		[`${url}'`, `${url}'`]
	])('%s', async (written, value) => {
		expect(await read(written)).toMatchObject({ url: value, user: 'alice' });
	});

	it('so that path and query have none', async () => {
		expect(await read(`'${url}'`)).toMatchObject({ path: '/upload/7', query: 'a=1' });
	});
});
