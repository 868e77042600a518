/** A part of a struct, by the database's own words for its type. */
export interface StructMember {
	name: string;
	type: string;
}

/** The parts of a type such as `STRUCT(src STRUCT(ip VARCHAR), "two words" INTEGER[])`; none where it is no struct. */
export function structMembers(type: string): StructMember[] {
	const inside = /^STRUCT\(([^]*)\)$/i.exec(type.trim())?.[1];
	return inside === undefined ? [] : piecesOf(inside).flatMap(memberOf);
}

/** What stands between commas that are in no parentheses and in no quotes. */
function piecesOf(text: string): string[] {
	const pieces: string[] = [];
	let depth = 0;
	let from = 0;
	for (const { 0: sign, index } of text.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[(),]/g)) {
		if (sign === '(') depth++;
		else if (sign === ')') depth--;
		if (sign !== ',' || depth > 0) continue;
		pieces.push(text.slice(from, index));
		from = index + 1;
	}
	return [...pieces, text.slice(from)];
}

function memberOf(piece: string): StructMember[] {
	const [, quoted, plain, type] = /^\s*(?:"((?:[^"]|"")*)"|(\S+))\s+([^]+?)\s*$/.exec(piece) ?? [];
	const name = quoted?.replaceAll('""', '"') ?? plain;
	return name === undefined || type === undefined ? [] : [{ name, type }];
}
