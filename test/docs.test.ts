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
					/`((?:src|cells|test|bin|datasets|docs)\/[\w./-]*)`/g
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

	it('name only what the code, its tests and their data name', () => {
		const folders = ['src', 'cells', 'datasets', 'test', 'bin'];
		const texts = folders.flatMap((folder) =>
			readdirSync(folder, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile() && /\.(ts|svelte|mjs|md)$/.test(entry.name))
				.map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
		);
		const known = new Set([...texts, readFileSync('package.json', 'utf8')].join(' ').match(/\w+/g));
		const lost = ['CONTRIBUTING.md', ...books.map((name) => `docs/${name}`)].flatMap((path) => {
			const prose = readFileSync(path, 'utf8').replaceAll(/^(`{3,})[^]*?^\1/gm, '');
			const named = [...prose.matchAll(/`([A-Za-z_]\w*(?:\.\w+)*)(?:\([^`]*\))?`/g)];
			const words = named.flatMap(([, name]) => name!.split('.'));
			return words.filter((word) => !known.has(word)).map((word) => ({ path, word }));
		});
		expect(lost).toEqual([]);
	});
});
