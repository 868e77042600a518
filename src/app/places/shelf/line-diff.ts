/** A line of one text, of the other, or of both. */
export interface DiffLine {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

/** A stretch of the lines of a diff that changed, with what stands around it. */
export interface Hunk {
	/** Lines that are the same and are not shown in front of it. */
	skipped: number;
	lines: DiffLine[];
}

/** Lines that stand around what changed. */
const AROUND = 3;

/** What leads from one text to another, line by line. What compares comes once it is asked for. */
export async function lineDiff(before: string, after: string): Promise<DiffLine[]> {
	const { diffLines } = await import('diff');
	return diffLines(before, after).flatMap(({ value, added, removed }) => {
		const kind = added ? 'added' : removed ? 'removed' : 'same';
		return value
			.replace(/\n$/, '')
			.split('\n')
			.map((text): DiffLine => ({ kind, text }));
	});
}

/** The parts of a diff that changed; behind the last so many lines that are the same. */
export function hunksOf(lines: readonly DiffLine[]): { hunks: Hunk[]; rest: number } {
	const isShown = (at: number) =>
		lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same');
	const hunks: Hunk[] = [];
	let skipped = 0;
	let open: Hunk | null = null;
	lines.forEach((line, at) => {
		if (!isShown(at)) {
			skipped++;
			open = null;
			return;
		}
		if (open === null) hunks.push((open = { skipped, lines: [] }));
		open.lines.push(line);
		skipped = 0;
	});
	return { hunks, rest: skipped };
}
