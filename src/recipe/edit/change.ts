/** Characters of a file that others take the place of; offsets into the file as it was before. */
export interface Change {
	from: number;
	to: number;
	text: string;
}

/** The file with some changes made, of which no two touch the same character: every other byte stays. */
export function changed(text: string, changes: readonly Change[]): string {
	let done = 0;
	let made = '';
	for (const { from, to, text: given } of inOrder(changes)) {
		made += text.slice(done, from) + given;
		done = to;
	}
	return made + text.slice(done);
}

/** What takes some changes back that were made in a file: offsets are into the file that has them. */
export function inverseOf(text: string, changes: readonly Change[]): Change[] {
	let moved = 0;
	return inOrder(changes).map(({ from, to, text: given }) => {
		const at = from + moved;
		moved += given.length - (to - from);
		return { from: at, to: at + given.length, text: text.slice(from, to) };
	});
}

function inOrder(changes: readonly Change[]): Change[] {
	return changes.toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/** How the file ends its lines. */
export function lineEndOf(text: string): string {
	return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Some lines with the ends that the file has. */
export function withLineEnds(lines: string, lineEnd: string): string {
	return lines.replace(/\r\n?|\n/g, lineEnd);
}
