import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

export const checkout = join(import.meta.dirname, '../..');

/** One `import`, `export … from` or `import()` of a source file. */
export interface Import {
	/** As written, without a `?query`. */
	specifier: string;
	/** True where nothing of it is left when the program runs. */
	typeOnly: boolean;
	/** Path of the imported file within the checkout; null for a package. */
	path: string | null;
}

export interface SourceFile {
	/** Within the checkout, with `/`. */
	path: string;
	text: string;
	/** The program text: of a component, its scripts. */
	trees: ts.SourceFile[];
	imports: Import[];
}

/** Every .ts and .svelte file under folders of the checkout, tests left out; a missing folder has none. */
export function sourceFiles(folders: string[]): SourceFile[] {
	return folders
		.filter((folder) => existsSync(join(checkout, folder)))
		.flatMap((folder) =>
			readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
				.map((name) => join(folder, name).split(sep).join('/'))
				.filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
		)
		.sort()
		.map(sourceFile);
}

/** Folders that lie directly in a folder of the checkout. */
export function foldersIn(path: string): string[] {
	if (!existsSync(join(checkout, path))) return [];
	return readdirSync(join(checkout, path), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name);
}

/** Calls `visit` with every node of a file's program text. */
export function visitNodes(file: SourceFile, visit: (node: ts.Node) => void): void {
	const walk = (node: ts.Node): void => {
		visit(node);
		ts.forEachChild(node, walk);
	};
	file.trees.forEach(walk);
}

function sourceFile(path: string): SourceFile {
	const text = readFileSync(join(checkout, path), 'utf8');
	const trees = scriptsOf(path, text).map((script) =>
		ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
	);
	const file: SourceFile = { path, text, trees, imports: [] };
	visitNodes(file, (node) => {
		const found = importOf(node);
		// An address that is worked out is none of a module of this checkout.
		if (found === null || found.specifier === '') return;
		const specifier = found.specifier.replace(/\?.*$/, '');
		file.imports.push({ ...found, specifier, path: resolved(path, specifier) });
	});
	return file;
}

function scriptsOf(path: string, text: string): string[] {
	if (!path.endsWith('.svelte')) return [text];
	return [...text.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)].map((match) => match[1]!);
}

function importOf(node: ts.Node): Omit<Import, 'path'> | null {
	if (ts.isImportDeclaration(node))
		return {
			specifier: textOf(node.moduleSpecifier),
			typeOnly: bringsTypesOnly(node.importClause)
		};
	if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
		return { specifier: textOf(node.moduleSpecifier), typeOnly: node.isTypeOnly };
	if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
		return { specifier: textOf(node.arguments[0]!), typeOnly: false };
	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
		return { specifier: textOf(node.argument.literal), typeOnly: true };
	return null;
}

function textOf(node: ts.Node): string {
	return ts.isStringLiteralLike(node) ? node.text : '';
}

function bringsTypesOnly(clause: ts.ImportClause | undefined): boolean {
	if (clause === undefined) return false;
	if (clause.isTypeOnly) return true;
	const named = clause.namedBindings;
	if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
	return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

const aliases = Object.entries(
	(
		JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
			imports: Record<string, string>;
		}
	).imports
).map(([from, to]) => ({ from: from.replace('*', ''), to: to.replace(/^\.\/|\*$/g, '') }));

function resolved(from: string, specifier: string): string | null {
	const alias = aliases.find((candidate) => specifier.startsWith(candidate.from));
	if (alias !== undefined) return alias.to + specifier.slice(alias.from.length);
	if (!specifier.startsWith('.')) return null;
	return relative(checkout, join(checkout, dirname(from), specifier))
		.split(sep)
		.join('/');
}
