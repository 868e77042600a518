import { isMap, isPair, parseDocument, stringify, type Node, type Pair, type YAMLMap } from 'yaml';
import { Failure } from '#lib/failure.ts';
import { frontYaml } from '../front-matter.ts';
import { lineEndOf, type Change } from './change.ts';

/** The front matter of a recipe as YAML has it. */
export interface FrontMap {
	/** Where it begins in the file. */
	at: number;
	root: YAMLMap;
}

/** Gives a field of a map another value, or the map the field. @param written what is to stand behind its colon */
export function fieldEdit(
	text: string,
	{ at, root }: FrontMap,
	field: string,
	written: string
): Change[] {
	const value = pairOf(root, field)?.value;
	if (value) return [replaced(text, value, at, written)];
	return [addedPair(text, root, at, `${field}: ${written}`)];
}

/**
 * Gives an entry of maps in maps of the front matter another value: `['paths', 'triage', 'stop']`; maps that are not
 * there come with it. @param value of text or a list of texts
 */
export function entryEdit(
	text: string,
	names: readonly string[],
	value: string | readonly string[]
): Change[] {
	return writtenEntryEdit(text, names, valueText(value));
}

/** The same with what is to stand behind its colon. */
export function writtenEntryEdit(
	text: string,
	names: readonly string[],
	written: string
): Change[] {
	return writtenEdit(text, rootOf(text), names, written);
}

function writtenEdit(
	text: string,
	{ at, root }: FrontMap,
	[name, ...inner]: readonly string[],
	written: string
): Change[] {
	const inside = pairOf(root, name!)?.value;
	if (inner.length > 0 && isMap(inside) && inside.items.length > 0)
		return writtenEdit(text, { at, root: inside }, inner, written);
	const whole = inner.reduceRight((held, each) => `{ ${scalarText(each)}: ${held} }`, written);
	return fieldEdit(text, { at, root }, scalarText(name!), whole);
}

/** Takes an entry out of a map, with the line or the comma that it had; none where it has no such entry. */
export function removedPair(text: string, map: YAMLMap, at: number, name: string): Change[] {
	const place = map.items.findIndex((item) => isPair(item) && String(item.key) === name);
	if (place < 0) return [];
	if (map.items.length === 1) return [replaced(text, map, at, '{}')];
	const [from, to] = map.flow ? betweenCommas(map, place) : wholeLines(text, map, place, at);
	return [{ from: at + from, to: at + to, text: '' }];
}

function betweenCommas(map: YAMLMap, place: number): [number, number] {
	const [start, end] = extentOf(map, place);
	if (place > 0) return [extentOf(map, place - 1)[1], end];
	return [start, extentOf(map, 1)[0]];
}

function wholeLines(text: string, map: YAMLMap, place: number, at: number): [number, number] {
	const [start, end] = extentOf(map, place);
	const from = text.lastIndexOf('\n', at + start - 1) + 1;
	const line = text[at + end - 1] === '\n' ? at + end - 1 : text.indexOf('\n', at + end);
	return [from - at, line + 1 - at];
}

function extentOf(map: YAMLMap, place: number): [number, number] {
	const { key, value } = map.items[place] as Pair<Node, Node | null>;
	return [key.range![0], (value ?? key).range![1]];
}

interface OwnPair {
	key: Node;
	value: Node | null;
}

export function rootOf(text: string): FrontMap {
	const { at, yaml } = frontYaml(text);
	const { contents } = parseDocument(yaml);
	if (!isMap(contents)) throw new Failure('recipe not valid', 'front matter: it has no fields');
	return { at, root: contents };
}

export function pairOf(map: YAMLMap, name: string): OwnPair | null {
	const own = map.items.find((item) => isPair(item) && String(item.key) === name);
	return (own as Pair<Node, Node | null> | undefined) ?? null;
}

/** The map that a field of the front matter is; null where it is none, or not there. */
export function mapOf({ root }: FrontMap, field: string): YAMLMap | null {
	const map = pairOf(root, field)?.value;
	return isMap(map) ? map : null;
}

/** @param at where the front matter begins in the file */
export function replaced(text: string, { range }: Node, at: number, written: string): Change {
	const [from, to] = [at + range![0], at + range![1]];
	// A block of lines ends with the line; a value without any stands right behind the colon.
	const ended = text.slice(from, to);
	const tail = ended.endsWith('\n') ? lineEndOf(text) : '';
	const head = ended === '' && text[from - 1] === ':' ? ' ' : '';
	return { from, to, text: head + written + tail };
}

/** Behind the last pair of a map, as that is written: on a line of its own, or in braces. */
export function addedPair(text: string, map: YAMLMap, at: number, written: string): Change {
	const last = map.items.at(-1) as Pair<Node, Node | null>;
	const [, end] = (last.value ?? last.key).range!;
	const behind = at + end;
	if (map.flow) return { from: behind, to: behind, text: `, ${written}` };
	const lineEnd = lineEndOf(text);
	const keyAt = at + last.key.range![0];
	const indent = text.slice(text.lastIndexOf('\n', keyAt - 1) + 1, keyAt).replace(/\S/g, ' ');
	if (text[behind - 1] === '\n')
		return { from: behind, to: behind, text: indent + written + lineEnd };
	const line = text.indexOf('\n', behind);
	const stop = text[line - 1] === '\r' ? line - 1 : line;
	return { from: stop, to: stop, text: lineEnd + indent + written };
}

export function valueText(value: string | readonly string[]): string {
	if (typeof value === 'string') return scalarText(value);
	return `[${value.map((each) => scalarText(each, true)).join(', ')}]`;
}

/** On one line, quoted where YAML would read it as another thing than text. */
export function scalarText(value: string, inList = false): string {
	const line = value.replace(/\s*[\r\n]+\s*/g, ' ').trim();
	const plain = stringify(line, { lineWidth: 0 }).trimEnd();
	const isPlain = !/[,[\]{}]/.test(line) && !(inList && /[:#]/.test(line));
	return isPlain && !plain.includes('\n') ? plain : JSON.stringify(line);
}
