import type { CellKind, CellSpec, Claim } from '#cells/cell.ts';
import { cellKindNamed, cellKinds } from '#cells/index.ts';
import type { Parameter } from '#cells/parameter.ts';
import { Failure } from '#lib/failure.ts';
import { perText } from '#lib/per-text.ts';
import { cellReadsOf, type CellReads } from '#notebook/cell-reads.ts';
import { readAttributes } from './info-string.ts';

/** A fenced block as it stands in a file. */
export interface WrittenBlock {
	/** What stands behind the language, as written. */
	meta: string;
	body: string;
	/** Where it begins, from 1. */
	line: number;
}

/** What a block says, wherever it stands: the same for the same words. */
export interface BlockContent {
	readonly kind: CellKind;
	readonly spec: CellSpec;
	/** Null where it is none. */
	readonly parameter: Parameter | null;
	/** What it asks the database; null where it asks nothing. */
	readonly asks: {
		readonly sql: string;
		readonly reads: CellReads;
		readonly claim: Claim | null;
	} | null;
}

/**
 * What a block says; null where it is of no kind. It is read once for as long as its words are remembered, so that an
 * edit of one block leaves what is known of the others. @throws `recipe not valid`
 */
export function readBlock({ meta, body, line }: WrittenBlock): BlockContent | null {
	const opening = openingOf(meta);
	if (opening === null) return null;
	// A block without an id may be called after its line.
	return contentOf([opening.id === null ? line : '', meta, body].join('\n'));
}

interface Opening {
	kind: CellKind;
	/** Null for a bare flag. */
	id: string | null;
	attributes: ReadonlyMap<string, string | null>;
}

const openingOf = perText((meta): Opening | null => {
	const attributes = readAttributes(meta);
	if (attributes === null) return null;
	const kind = kindOf(attributes);
	return { kind, id: attributes.get(kind.name) ?? null, attributes };
});

const contentOf = perText((words): BlockContent => {
	const [, line, meta, body] = /^(\d*)\n(.*)\n([^]*)$/.exec(words)!;
	const { kind, ...opening } = openingOf(meta!)!;
	const spec = kind.read({ ...opening, body: body!, line: Number(line) });
	const sql = kind.ask(spec);
	const claim = kind.claims?.of(spec) ?? null;
	return {
		kind,
		spec,
		parameter: kind.parameter?.(spec) ?? null,
		asks: sql === null ? null : { sql, reads: cellReadsOf(sql), claim }
	};
});

function kindOf(attributes: ReadonlyMap<string, string | null>): CellKind {
	const [first] = attributes.keys();
	const kind = cellKindNamed(first ?? '');
	if (kind !== null) return kind;
	const known = cellKinds.map((candidate) => candidate.name).join(', ');
	throw new Failure(
		'recipe not valid',
		`unknown cell kind: ${first ?? '(none)'}; the kinds are ${known}`
	);
}
