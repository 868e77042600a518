import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkout, sourceFiles } from './support/source-files.ts';

const files = sourceFiles(['src', 'cells', 'datasets']);

/** Until there is a page, nobody can say what it will not need. */
const complete = files.some(({ path }) => path === 'src/app/frame/App.svelte');

interface Package {
	scripts: Record<string, string>;
	dependencies: Record<string, string>;
	devDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as Package;

describe('packages', () => {
	const tests = readdirSync(join(checkout, 'test'), { recursive: true, encoding: 'utf8' });
	const read = (path: string) => readFileSync(join(checkout, path), 'utf8');
	const rest = [
		...tests.filter((path) => path.endsWith('.ts')).map((path) => `test/${path}`),
		...readdirSync(join(checkout, 'bin'), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.mjs'))
			.map((path) => `bin/${path}`),
		...readdirSync(checkout).filter((path) =>
			/^(.*\.config\.[jt]s|\.prettierrc|tsconfig\.json)$/.test(path)
		)
	].map(read);
	const unitTests = ['src', 'cells', 'datasets']
		.flatMap((folder) =>
			readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
				join(folder, name)
			)
		)
		.filter((path) => path.endsWith('.test.ts'))
		.map(read);
	const imported = new Set(
		files.flatMap(({ imports }) => imports.map(({ specifier }) => packageOf(specifier)))
	);
	const everywhere = [...rest, ...unitTests, ...Object.values(manifest.scripts)].join('\n');

	function isUsed(name: string): boolean {
		if (name === '@types/node') return true;
		if (name.startsWith('@types/')) return isUsed(name.slice('@types/'.length));
		const quoted = new RegExp(`['"\`]${name.replace(/[/.]/g, '\\$&')}(/[^'"\`]*)?['"\`]`);
		return imported.has(name) || quoted.test(everywhere) || everywhere.includes(`${name} --`);
	}

	it.skipIf(!complete)('every package that the page depends on is imported', () => {
		const unused = Object.keys(manifest.dependencies).filter((name) => !isUsed(name));
		expect(unused, 'a package that nobody imports is a risk for nothing: remove it').toEqual([]);
	});

	it.skipIf(!complete)('every package that only developers need is used', () => {
		const unused = Object.keys(manifest.devDependencies).filter((name) => !isUsed(name));
		expect(unused, 'a package that nobody uses is a risk for nothing: remove it').toEqual([]);
	});

	it('the page imports no package that the manifest does not name', () => {
		const named = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
		const unnamed = files.flatMap(({ path, imports }) =>
			imports
				.filter((one) => one.path === null && !/^(node|virtual):/.test(one.specifier))
				.filter(({ specifier }) => {
					const name = packageOf(specifier);
					return !named.has(name) && !named.has(`@types/${name}`);
				})
				.map(({ specifier }) => `${path} imports ${specifier}`)
		);
		expect(unnamed).toEqual([]);
	});
});

/** `@scope/name` or `name` of a specifier that may go on with a path. */
function packageOf(specifier: string): string {
	return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
