import { posix } from 'node:path';

/** By the name of a file, or of what `nameOf` puts it to, what it imports values of. */
function graphOf(files, nameOf = (path) => path) {
	const known = new Set(files.map(({ path }) => path));
	const graph = new Map();
	for (const { path, imports } of files) {
		const from = nameOf(path);
		const to = graph.get(from) ?? new Set();
		for (const one of imports)
			if (!one.typeOnly && known.has(one.path) && nameOf(one.path) !== from)
				to.add(nameOf(one.path));
		graph.set(from, to);
	}
	return graph;
}

/** Files that come back to themselves by value imports. */
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
