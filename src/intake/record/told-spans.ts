import type { ToldSpan } from '#datasets/format.ts';

/** Those of one kind of one speaker put together where they touch, in the order of their beginnings. */
export function joinedSpans(spans: readonly ToldSpan[]): ToldSpan[] {
	const kinds = new Map<string, ToldSpan[]>();
	for (const span of spans) {
		const kind = JSON.stringify([span.table, span.speaker, span.isLost]);
		const some = kinds.get(kind);
		if (some === undefined) kinds.set(kind, [span]);
		else some.push(span);
	}
	return [...kinds.values()].flatMap(joined);
}

function joined(spans: readonly ToldSpan[]): ToldSpan[] {
	const found: ToldSpan[] = [];
	for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
		const last = found.at(-1);
		if (last === undefined || span.from > last.to) found.push({ ...span });
		else if (span.to > last.to) last.to = span.to;
	}
	return found;
}
