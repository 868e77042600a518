import { visible } from '#lib/visible.ts';

/** Words in which an element stands that says what it is; others are only what they hold. */
const roles: Record<string, string> = {
	BUTTON: 'button',
	SELECT: 'choice',
	INPUT: 'field',
	TEXTAREA: 'field',
	UL: 'list',
	OL: 'list',
	LI: '-',
	DT: 'term',
	DD: 'is',
	FIGURE: 'picture',
	FIELDSET: 'group'
};

/** Rows of a table, or entries of a list, that are told one by one. */
const TOLD = 4;

/**
 * What is drawn, as structure: words, controls, tables by their first rows, pictures by their marks and the texts in
 * them. No place, size or colour stands in it, so that it is the same on every machine.
 */
export function outlineOf(root: Element): string[] {
	return [...root.childNodes].flatMap((node) => outlined(node, ''));
}

function outlined(node: Node, indent: string): string[] {
	if (node.nodeType === Node.TEXT_NODE) return lineOf(folded(node.textContent), indent);
	if (!(node instanceof Element) || isUnseen(node)) return [];
	if (node.tagName.toLowerCase() === 'svg') return markLines(node, indent);
	const role = node.getAttribute('role') ?? roles[node.tagName] ?? null;
	if (isPlain(node)) return lineOf(wordsOf(node, role), indent);
	const head = role === null ? [] : lineOf(wordsOf(node, role, ''), indent);
	const inner = head.length === 0 ? indent : `${indent}  `;
	return [...head, ...shortened([...node.childNodes].flatMap((child) => childLines(child, inner)))];
}

/** Each child with its lines, so that many alike can be told by the first of them. */
function childLines(child: Node, indent: string): { of: Node; lines: string[] }[] {
	const lines = outlined(child, indent);
	return lines.length === 0 ? [] : [{ of: child, lines }];
}

function shortened(children: { of: Node; lines: string[] }[]): string[] {
	const counts = new Map<string, number>();
	const left = new Map<string, number>();
	const told = children.flatMap(({ of, lines }) => {
		const name = rowName(of);
		if (name === null) return lines;
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		if (count <= TOLD) return lines;
		left.set(name, (left.get(name) ?? 0) + 1);
		return [];
	});
	const indent = /^ */.exec(told.at(-1) ?? '')![0];
	return [...told, ...[...left].map(([name, more]) => `${indent}… ${more} more: ${name}`)];
}

function rowName(node: Node): string | null {
	if (!(node instanceof Element)) return null;
	const role = node.getAttribute('role') ?? roles[node.tagName] ?? null;
	return role === 'row' || role === '-' || node.tagName === 'OPTION' ? (role ?? 'option') : null;
}

function isUnseen(node: Element): boolean {
	return node.matches('style, [hidden], [aria-hidden=true]:not(svg)');
}

/** Whether it holds words alone, so that it is one line. */
function isPlain(node: Element): boolean {
	if (node.getAttribute('role') === 'row') return true;
	return node.querySelector('svg, button, select, input, textarea, p, li, dt, [role]') === null;
}

function wordsOf(node: Element, role: string | null, words = textsOf(node)): string {
	const label = node.getAttribute('aria-label') ?? '';
	const value = node.getAttribute('aria-valuetext') ?? (node as HTMLInputElement).value ?? '';
	const named = [label, words, node.tagName === 'LI' ? '' : String(value)];
	const said = named.map(folded).filter((word, i, all) => word !== '' && all.indexOf(word) === i);
	return [...(role === null ? [] : [`[${role}]`]), ...said].join(' ');
}

/** Texts of its parts, each by itself where it is a cell of a row. */
function textsOf(node: Element): string {
	const cells = [...node.querySelectorAll('[role=gridcell], [role=columnheader]')];
	if (cells.length === 0) return node.textContent ?? '';
	return cells.map((cell) => folded(cell.textContent)).join(' | ');
}

function markLines(svg: Element, indent: string): string[] {
	const counts = new Map<string, number>();
	for (const mark of svg.querySelectorAll('path, rect, circle, line, polygon'))
		counts.set(mark.tagName, (counts.get(mark.tagName) ?? 0) + 1);
	const marks = [...counts].map(([name, count]) => `${count} ${name}`).toSorted();
	const texts = [...svg.querySelectorAll('text')].map((text) => folded(text.textContent));
	const said = texts.filter((text) => text !== '');
	const more = said.length > 40 ? [`… ${said.length - 40} more`] : [];
	const label = svg.getAttribute('aria-label');
	return [
		...lineOf(`[svg] ${label ?? ''} ${marks.join(', ')}`, indent),
		...[...said.slice(0, 40), ...more].map((text) => `${indent}  “${text}”`)
	];
}

function lineOf(words: string, indent: string): string[] {
	return words === '' ? [] : [`${indent}${words}`];
}

function folded(text: string | null): string {
	return visible((text ?? '').replace(/\s+/g, ' ').trim());
}
