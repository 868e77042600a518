import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

const aliases = Object.entries(JSON.parse(readFileSync('package.json', 'utf8')).imports).map(
	([alias, folder]) => [alias.slice(0, -1), folder.slice(2, -1)]
);

/** The files of the project that a file imports values of. */
function importsOf({ path, tree }, known) {
	const found = new Set();
	for (const statement of tree.statements) {
		const moves = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
		if (!moves || statement.moduleSpecifier === undefined || onlyTypes(statement)) continue;
		const target = resolved(path, statement.moduleSpecifier.text);
		if (known.has(target)) found.add(target);
	}
	return found;
}

function onlyTypes(statement) {
	const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
	if (clause === undefined) return false;
	if (clause.isTypeOnly) return true;
	const named = clause.namedBindings ?? clause.exportClause;
	const bare = ts.isImportDeclaration(statement) && clause.name !== undefined;
	return !bare && named?.elements?.length > 0 && named.elements.every((one) => one.isTypeOnly);
}

function resolved(path, specifier) {
	const plain = specifier.replace(/\?.*/, '');
	if (plain.startsWith('.')) return posix.join(posix.dirname(path), plain);
	const alias = aliases.find(([start]) => plain.startsWith(start));
	return alias === undefined ? plain : alias[1] + plain.slice(alias[0].length);
}

function graphOf(files, nameOf = (path) => path) {
	const known = new Set(files.map(({ path }) => path));
	const graph = new Map();
	for (const file of files) {
		const from = nameOf(file.path);
		const to = graph.get(from) ?? new Set();
		for (const path of importsOf(file, known)) if (nameOf(path) !== from) to.add(nameOf(path));
		graph.set(from, to);
	}
	return graph;
}

/** Pairs of files that come to each other by value imports. */
export function ringsOf(files) {
	const graph = graphOf(files);
	return [...graph.keys()].filter((path) => reaches(graph, path, path)).sort();
}

function reaches(graph, from, goal) {
	const seen = new Set();
	const next = [...graph.get(from)];
	while (next.length > 0) {
		const at = next.pop();
		if (at === goal) return true;
		if (seen.has(at)) continue;
		seen.add(at);
		next.push(...(graph.get(at) ?? []));
	}
	return false;
}

/**
 * The steps of the longest chain of value imports inside a folder, where what lies in a folder of it is one; and the
 * longest inside each of those.
 */
export function floorsOf(files, folders) {
	return Object.fromEntries(folders.map((folder) => [folder, floorsIn(files, folder)]));
}

function floorsIn(files, folder) {
	const inside = files.filter(({ path }) => path.startsWith(`${folder}/`));
	const partOf = (path) => path.slice(folder.length + 1).split('/')[0];
	const parts = [...new Set(inside.map(({ path }) => partOf(path)))];
	const within = parts
		.filter((part) => !/\./.test(part))
		.map((part) => [part, longest(graphOf(inside.filter(({ path }) => partOf(path) === part)))]);
	return { folder: longest(graphOf(inside, partOf)), ...Object.fromEntries(within) };
}

function longest(graph) {
	const known = new Map();
	const depth = (name) => {
		if (known.has(name)) return known.get(name);
		known.set(name, 0);
		const found = 1 + Math.max(0, ...[...(graph.get(name) ?? [])].map(depth));
		known.set(name, found);
		return found;
	};
	return Math.max(0, ...[...graph.keys()].map(depth));
}

/** Folders of the page that import each other. */
export function tiesBetween(files) {
	const inside = files.filter(({ path }) => path.startsWith('src/app/'));
	const roomOf = (path) => posix.dirname(path);
	const graph = graphOf(inside, roomOf);
	const ties = [];
	for (const [from, to] of graph)
		for (const other of to)
			if (from < other && graph.get(other)?.has(from)) ties.push([from, other]);
	return ties;
}
