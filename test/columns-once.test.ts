import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { domains, type Domain } from '#tables/columns/domain.ts';
import { eventTableNames, eventTables } from '#tables/event-tables.ts';
import { sourceFiles, visitNodes, type SourceFile } from './support/source-files.ts';

const TABLE = 'src/tables/columns/';
/** Two columns of a domain are a pair, as the ends of an exchange are; more are a list of what there is. */
const PAIR = 2;

const columns = eventTableNames.flatMap((table) => eventTables[table].columns);
const domainsOf = new Map<string, Set<Domain>>();
for (const { name, domain } of columns)
	domainsOf.set(name, (domainsOf.get(name) ?? new Set()).add(domain));

/**
 * The domains whose columns a literal lists: an array, the keys of an object, a union of literal types, or SQL. An object
 * whose values are calls is what a reader writes to, and a selection of columns of many domains is a view of a table.
 */
function listed(node: ts.Node): Domain[] {
	const names = namesIn(node).filter((name) => domainsOf.has(name));
	const all = [...new Set(names)].flatMap((name) => [...domainsOf.get(name)!]);
	return [...new Set(all)].filter(
		(domain) =>
			domains[domain].sought.length > 0 && all.filter((other) => other === domain).length > PAIR
	);
}

function namesIn(node: ts.Node): string[] {
	if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textOf);
	if (ts.isUnionTypeNode(node))
		return node.types.flatMap((type) => (ts.isLiteralTypeNode(type) ? textOf(type.literal) : []));
	if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap(keyOf);
	if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node))
		return node.getText().match(/\w+/g) ?? [];
	return [];
}

function textOf(node: ts.Node): string[] {
	return ts.isStringLiteralLike(node) ? [node.text] : [];
}

function keyOf(property: ts.ObjectLiteralElementLike): string[] {
	if (!ts.isPropertyAssignment(property) || ts.isCallExpression(property.initializer)) return [];
	return ts.isIdentifier(property.name) ? [property.name.text] : textOf(property.name);
}

function complaintsOf(file: SourceFile): string[] {
	const found = new Set<Domain>();
	visitNodes(file, (node) => {
		if (file.path.startsWith(FORMATS) && ts.isObjectLiteralExpression(node)) return;
		listed(node).forEach((domain) => found.add(domain));
	});
	return [...found].map((domain) => `${file.path} lists columns of the domain ${domain}`);
}

function fileOf(text: string): SourceFile {
	const tree = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
	return { path: 'a.ts', text, trees: [tree], imports: [] };
}

/** Names of functions, of which some are those of columns. */
const FUNCTIONS = 'src/engine/guard/allowed-functions.ts';
/** Formats say which columns they fill, each by its name: those are the keys of objects. */
const FORMATS = 'datasets/formats/';

const files = sourceFiles(['src', 'cells', 'datasets']).filter(
	({ path }) => !path.startsWith(TABLE) && path !== FUNCTIONS
);

describe('columns are said once', () => {
	it('no file beside the table of columns lists those of a domain', () => {
		expect(files.length).toBeGreaterThan(50);
		expect(files.flatMap(complaintsOf), 'ask src/tables/columns-of.ts for them').toEqual([]);
	});

	it.each([
		"const hashes = ['md5', 'sha1', 'sha256'];",
		"type Address = 'src_ip' | 'dst_ip' | 'host_ip';",
		"const said = { src_ip: 'source', dst_ip: 'destination', server_ip: 'server' };",
		'const sql = `SELECT src_ip, dst_ip, server_ip FROM ${table}`;'
	])('tells a list: %s', (text) => expect(complaintsOf(fileOf(text))).toHaveLength(1));

	it.each(["const ends = ['src_ip', 'dst_ip'];", "const shown = ['ts', 'host', 'url', 'user'];"])(
		'tells what is none: %s',
		(text) => expect(complaintsOf(fileOf(text))).toEqual([])
	);
});
