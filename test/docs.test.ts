import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatsPage } from './support/formats-page.ts';

it('docs/formats.md says what the formats are: npm run docs writes it anew', () => {
	expect(readFileSync('docs/formats.md', 'utf8')).toBe(formatsPage());
});

describe('the books', () => {
	const contributing = readFileSync('CONTRIBUTING.md', 'utf8');
	const books = readdirSync('docs').filter((name) => name.endsWith('.md'));

	it('are short where they begin: what everybody must know is 8 kB at most', () => {
		expect(Buffer.byteLength(contributing)).toBeLessThanOrEqual(8192);
	});

	it.each(books)('%s is named where they begin', (name) => {
		expect(contributing).toContain(`docs/${name}`);
	});

	it('name only files that are there', () => {
		const named = ['CONTRIBUTING.md', ...books.map((name) => `docs/${name}`)].flatMap((path) =>
			[
				...readFileSync(path, 'utf8').matchAll(
					/`((?:src|cells|test|bin|datasets)\/[\w./-]+\.\w+)`/g
				)
			]
				.map(([, file]) => file!)
				.filter((file) => !file.includes('*'))
				.map((file) => ({ path, file }))
		);
		// What the books make as they go along.
		const invented = /cells\/risk|silent-host|port-probed/;
		const lost = named.filter(({ file }) => !existsSync(file) && !invented.test(file));
		expect(lost).toEqual([]);
	});
});
