import { beforeAll, describe, expect, it } from 'vitest';
import { policyEngines } from '#test/support/policy-answers.ts';
import { decodedUrlMacro } from './decoded-url-macro.ts';

const meanings = [
	['/a?b=%68ttp%3A//x', '/a?b=http://x'],
	['/%252E%252e%252fetc', '/../etc'],
	['/%25252e%25252e/', '/../'],
	['/%u002e%U002e/', '/../'],
	['/%c0%ae%C0%AE%c0%af', '/../'],
	['/%e0%80%ae.%c1%9c', '/..\\'],
	['/A+b%20c%2Bd', '/a b c+d'],
	['/%ff%fe%C3%A9', '/%ff%fe%c3%a9'],
	['/é', '/é'],
	['/100%', '/100%'],
	['/%zz%2', '/%zz%2'],
	['/x%00y', '/x\u0000y'],
	['/%2525252525252e', '/%2525252e']
] as const;

describe.each(policyEngines)('decoded_url in $name', ({ open }) => {
	let said: unknown[][];
	beforeAll(async () => {
		const { query, close } = await open();
		await query(decodedUrlMacro);
		const urls = meanings.map(([url], i) => `(${i}, '${url}')`).join();
		const found = await query(
			`SELECT decoded_url(url) FROM (VALUES ${urls}, (99, NULL)) AS t(i, url) ORDER BY i`
		);
		said = found.rows;
		await close();
	}, 60_000);

	it.each(meanings.map(([url, means], i) => ({ url, means, i })))(
		'reads $url as a server may',
		({ means, i }) => {
			expect(said[i]).toEqual([means]);
		}
	);
	it('says nothing of no URL', () => {
		expect(said.at(-1)).toEqual([null]);
	});
});
