import { isMap, isPair, parseDocument, stringify, type Node, type Pair, type YAMLMap } from 'yaml';
import { Failure } from '#lib/failure.ts';
import { frontYaml } from '../front-matter.ts';
import { lineEndOf, type Change } from './change.ts';
import { namesEdit, type EditedRecipe } from './rename.ts';

/**
 * Gives a field of the front matter another value, or the front matter a field that it does not have; what stands
 * beside it keeps its bytes. @param value of text or a list of texts
 */
export function frontEdit(
	text: string,
	field: string,
	value: string | readonly string[]
): Change[] {
	return fieldEdit(text, rootOf(text), field, valueText(value));
}

/** Adds a path that the recipe does not have. @throws `recipe not valid` where it has */
export function addPathEdit(text: string, name: string, title: string): Change[] {
	const front = rootOf(text);
	const written = `${scalarText(name)}: { title: ${scalarText(title)} }`;
	const paths = pathsOf(front);
	if (paths === null || paths.items.length === 0)
		return fieldEdit(text, front, 'paths', `{ ${written} }`);
	checkFree(paths, name);
	return [addedPair(text, paths, front.at, written)];
}

/** Gives a path another name, which cells that stand on it follow. @throws `recipe not valid` where it is taken */
export function renamePathEdit(recipe: EditedRecipe, old: string, name: string): Change[] {
	const { text } = recipe;
	const front = rootOf(text);
	const paths = pathsOf(front);
	const own = paths && pairOf(paths, old);
	if (paths === null || own === null || old === name) return [];
	checkFree(paths, name);
	const renamed = replaced(text, own.key, front.at, scalarText(name));
	return [renamed, ...namesEdit(recipe, 'path', old, name)];
}

/** Another title of a path. */
export function pathTitleEdit(text: string, path: string, title: string): Change[] {
	const front = rootOf(text);
	const paths = pathsOf(front);
	const own = paths && pairOf(paths, path)?.value;
	const value = isMap(own) ? pairOf(own, 'title')?.value : null;
	return value ? [replaced(text, value, front.at, scalarText(title))] : [];
}

interface Front {
	/** Where it begins in the file. */
	at: number;
	root: YAMLMap;
}

/** @param written what is to stand behind its colon */
function fieldEdit(text: string, { at, root }: Front, field: string, written: string): Change[] {
	const value = pairOf(root, field)?.value;
	if (value) return [replaced(text, value, at, written)];
	return [addedPair(text, root, at, `${field}: ${written}`)];
}

function pathsOf({ root }: Front): YAMLMap | null {
	const paths = pairOf(root, 'paths')?.value;
	return isMap(paths) ? paths : null;
}

function checkFree(paths: YAMLMap, name: string): void {
	if (pairOf(paths, name) !== null) throw new Failure('recipe not valid', `path taken: ${name}`);
}

interface OwnPair {
	key: Node;
	value: Node | null;
}

function rootOf(text: string): Front {
	const { at, yaml } = frontYaml(text);
	const { contents } = parseDocument(yaml);
	if (!isMap(contents)) throw new Failure('recipe not valid', 'front matter: it has no fields');
	return { at, root: contents };
}

function pairOf(map: YAMLMap, name: string): OwnPair | null {
	const own = map.items.find((item) => isPair(item) && String(item.key) === name);
	return (own as Pair<Node, Node | null> | undefined) ?? null;
}

/** @param at where the front matter begins in the file */
function replaced(text: string, { range }: Node, at: number, written: string): Change {
	const [from, to] = [at + range![0], at + range![1]];
	// A block of lines ends with the line; a value without any stands right behind the colon.
	const ended = text.slice(from, to);
	const tail = ended.endsWith('\n') ? lineEndOf(text) : '';
	const head = ended === '' && text[from - 1] === ':' ? ' ' : '';
	return { from, to, text: head + written + tail };
}

/** Behind the last pair of a map, as that is written: on a line of its own, or in braces. */
function addedPair(text: string, map: YAMLMap, at: number, written: string): Change {
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

function valueText(value: string | readonly string[]): string {
	if (typeof value === 'string') return scalarText(value);
	return `[${value.map((each) => scalarText(each, true)).join(', ')}]`;
}

/** On one line, quoted where YAML would read it as another thing than text. */
function scalarText(value: string, inList = false): string {
	const line = value.replace(/\s*[\r\n]+\s*/g, ' ').trim();
	const plain = stringify(line, { lineWidth: 0 }).trimEnd();
	const isPlain = !/[,[\]{}]/.test(line) && !(inList && /[:#]/.test(line));
	return isPlain && !plain.includes('\n') ? plain : JSON.stringify(line);
}
