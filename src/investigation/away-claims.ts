import type { Connection } from '#engine/duckdb/engine.ts';
import type { Cell } from '#notebook/notebook.ts';

/**
 * Why a claim says nothing of what is loaded, by the id of its cell: it names the files that it is about, and one
 * of them is not among the sources. Names are held against each other without their folders and without `.gz`. A
 * claim that names none is about whatever is loaded.
 */
export async function awayClaims(
	connection: Connection,
	cells: readonly Cell[]
): Promise<Map<string, string>> {
	const about = cells
		.filter(({ claim }) => claim !== null && claim.source !== null)
		.map(({ spec, claim }) => ({ id: spec.id, names: namesIn(claim!.source!) }))
		.filter(({ names }) => names.length > 0);
	if (about.length === 0) return new Map();
	const { rows } = await connection.query('SELECT DISTINCT name FROM sources', { brief: true });
	const loaded = new Set(rows.map(([name]) => bareName(String(name))));
	return new Map(
		about
			.map(({ id, names }) => ({ id, away: names.filter((name) => !loaded.has(name)) }))
			.filter(({ away }) => away.length > 0)
			.map(({ id, away }) => [id, reasonOf(away)])
	);
}

function reasonOf(away: readonly string[]): string {
	return `this claim is about ${away.join(' and ')}, which ${away.length === 1 ? 'is' : 'are'} not loaded`;
}

function namesIn(source: string): string[] {
	return source
		.split(',')
		.map((name) => bareName(name.trim()))
		.filter((name) => name !== '');
}

function bareName(path: string): string {
	return path.replace(/^.*[/\\]/s, '').replace(/\.gz$/i, '');
}
