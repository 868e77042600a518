import type { Code, Heading, RootContent } from 'mdast';
import type { CellKind } from '#cells/cell.ts';
import { concludes, lists } from '#cells/facets.ts';
import type { Parameter } from '#cells/parameter.ts';
import { reservedNames } from '#engine/store/schema.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import { Analysis } from '#notebook/analysis.ts';
import { checkNotebook } from '#notebook/graph.ts';
import type { Cell, Notebook, Piece, Problem, QuietCell } from '#notebook/notebook.ts';
import { frontYaml, readFrontMatter, type FrontMatter } from './front-matter.ts';
import { infoOf } from './info-string.ts';
import { parsers } from './parsers.ts';
import { readBlock, type BlockContent } from './read-block.ts';

/**
 * Reads a recipe file. What is wrong with a cell becomes a problem with its place and leaves the rest to
 * run; offsets point into `text`, so that an edit replaces its own characters and nothing else.
 * @throws `recipe not valid` where the front matter does not say what to run.
 */
export function readRecipe(text: string): Notebook {
	const front = frontMatterOf(text);
	const reading = new Reading(text, front.end, front.matter.parameters);
	const { pieces, problems, parameters } = reading.read();
	const names = parameters.map(({ name }) => name);
	const analysis = analysisOf(pieces, names);
	const between = checkNotebook(analysis, { ...front.matter, pieces });
	const read = withUnread(pieces, [...problems, ...between]);
	return {
		...front.matter,
		parameters,
		pieces: read,
		problems: [...front.problems, ...problems, ...between],
		analysis: read === pieces ? analysis : analysisOf(read, names)
	};
}

function analysisOf(pieces: readonly Piece[], parameters: readonly string[]): Analysis {
	const cells = pieces.filter((piece) => piece.type === 'cell');
	return new Analysis(cells, parameters);
}

/** What is wrong with a cell may have kept it from being a step of any path. */
function withUnread(pieces: readonly Piece[], problems: readonly Problem[]): readonly Piece[] {
	const ofCells = problems.filter(({ line }) => line !== null);
	if (ofCells.length === 0) return pieces;
	const unread = ofCells.map(({ message, line }) => `line ${line} of the recipe: ${message}`);
	return pieces.map((piece) =>
		piece.type !== 'cell' || !concludes(piece.kind)
			? piece
			: { ...piece, unread: unread.join('; ') }
	);
}

function frontMatterOf(text: string): { matter: FrontMatter; problems: Problem[]; end: number } {
	const { at, yaml, end } = frontYaml(text);
	const { matter, misnamed } = readFrontMatter(yaml);
	const problems = misnamed.map(({ message, ...range }) => {
		const [from, to] = [range.from + at, range.to + at];
		return { message, from, to, line: lineOf(text, from) };
	});
	return { matter, problems, end };
}

function lineOf(text: string, offset: number): number {
	return text.slice(0, offset).split('\n').length;
}

class Reading {
	readonly #text: string;
	readonly #start: number;
	/** How many lines end before that. */
	readonly #line: number;
	readonly #problems: Problem[] = [];
	/** In lower case: a database tells no names apart by case. */
	readonly #ids = new Set<string>();
	readonly #pieces: Piece[] = [];
	/** Of the front matter, and of the cells so far. */
	readonly #parameters: Parameter[];
	#question: string | null = null;

	constructor(text: string, start: number, parameters: readonly Parameter[]) {
		this.#text = text;
		this.#start = start;
		this.#line = lineOf(text, start) - 1;
		this.#parameters = [...parameters];
	}

	read(): { pieces: Piece[]; problems: Problem[]; parameters: Parameter[] } {
		let prose = this.#start;
		for (const node of parsers().fromMarkdown(this.#text.slice(this.#start)).children) {
			if (node.type === 'heading') this.#question = plainText(node);
			if (node.type !== 'code') continue;
			const cell = this.#cell(node);
			if (cell === null) continue;
			this.#addProse(prose, cell.from);
			this.#pieces.push(cell);
			prose = cell.to;
		}
		this.#addProse(prose, this.#text.length);
		return { pieces: this.#pieces, problems: this.#problems, parameters: this.#parameters };
	}

	#addProse(from: number, to: number): void {
		const text = this.#text.slice(from, to);
		if (text.trim() !== '') this.#pieces.push({ type: 'prose', text, from, to });
	}

	#cell(node: Code): Cell | QuietCell | null {
		const from = this.#start + node.position!.start.offset!;
		const to = this.#start + node.position!.end.offset!;
		const line = this.#line + node.position!.start.line;
		const body = node.value.replaceAll('\r\n', '\n');
		try {
			const content = readBlock({ meta: infoOf(this.#text, from).meta, body, line });
			if (content === null) return null;
			checkClosed(this.#text.slice(from, to));
			return this.#placed(content, { from, to, line }, body);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			this.#problems.push({ message: messageOf(error), from, to, line });
			return null;
		}
	}

	#placed(
		{ kind, spec, parameter, asks }: BlockContent,
		at: { from: number; to: number; line: number },
		text: string
	): Cell | QuietCell {
		this.#checkId(kind, spec.id);
		if (parameter !== null) this.#addParameter(parameter);
		this.#ids.add(spec.id.toLowerCase());
		const question = this.#question ?? spec.id;
		const block = { kind, spec, question, ...at, body: this.#bodyOf(at) };
		return asks === null ? { type: 'quiet', ...block, text } : { type: 'cell', ...block, ...asks };
	}

	#addParameter(parameter: Parameter): void {
		if (this.#parameters.some(({ name }) => name === parameter.name))
			throw new Failure('recipe not valid', `parameter taken: ${parameter.name}`);
		this.#parameters.push(parameter);
	}

	/** What a query is called hides a table of that name from the cells that read it. */
	#checkId(kind: CellKind, id: string): void {
		const name = id.toLowerCase();
		if (this.#ids.has(name)) throw new Failure('recipe not valid', `id taken: ${id}`);
		if (reservedNames.includes(name) && lists(kind))
			throw new Failure('recipe not valid', `id taken by a table that cells read: ${id}`);
	}

	/** Behind the first line end and before the closing fence. */
	#bodyOf(range: { from: number; to: number }): { from: number; to: number } {
		const from = this.#text.indexOf('\n', range.from) + 1;
		const close = this.#text.lastIndexOf('\n', range.to - 1);
		const to = this.#text[close - 1] === '\r' ? close - 1 : close;
		return { from, to: Math.max(from, to) };
	}
}

/** What an open block holds is the rest of the file, whatever that was meant to be. */
function checkClosed(block: string): void {
	const [fence] = /^(?:`+|~+)/.exec(block)!;
	const last = /\n {0,3}(`+|~+)[ \t]*$/.exec(block)?.[1] ?? '';
	if (last[0] === fence[0] && last.length >= fence.length) return;
	throw new Failure('recipe not valid', `the block has no end, which would be ${fence}`);
}

function plainText(node: Heading | RootContent): string {
	if ('value' in node) return node.value;
	if (!('children' in node)) return '';
	return node.children.map((child) => plainText(child as RootContent)).join('');
}
