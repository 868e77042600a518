import { unreadable } from '#lib/unreadable.ts';
import { allPackets } from '../../rows/policy/box.ts';
import type { Verdict } from '../../rows/policy/ruleset.ts';
import { elementsOf, type Element } from './elements.ts';
import { fieldAt, type MatchField } from './fields.ts';
import { leaveOpen, narrow, narrowed, type NftDraft, type Sets } from './draft.ts';
import { takeVerdict } from './statements.ts';
import { NftWords, type NftToken } from './tokens.ts';
import { partsOf, type MatchPart, type MatchRelation } from './values.ts';

const relations: ReadonlyMap<string, MatchRelation> = new Map([
	['==', '='],
	['!=', '!='],
	['<', '<'],
	['<=', '<='],
	['>', '>'],
	['>=', '>=']
]);

/** Reads fields between full stops, and the value, set or map behind them. */
export function readMatch(draft: NftDraft, words: NftWords, sets: Sets): void {
	const { rest } = words;
	const fields = takeFields(words, rest);
	if (words.word === '&' || words.word === 'and') return readMasked(draft, words, fields, rest);
	const relation = relations.get(words.word);
	if (relation !== undefined) words.take();
	const isMap = words.takes('vmap');
	const elements = takeElements(words, sets);
	const ofNames = fields.some(({ kind }) => kind === 'in' || kind === 'out');
	if (ofNames && elements.some(({ key }) => key.some((name) => /\*$/.test(name) && name !== '*')))
		throw unreadable('interfaces by the beginning of their name', rest);
	if (isMap) return readMap(draft, fields, elements);
	narrow(draft, partsIn(fields, elements, relation ?? '='));
}

function takeFields(words: NftWords, rest: string): MatchField[] {
	const fields: MatchField[] = [];
	do {
		const found = fieldAt(words.following(3));
		if (found === null) throw unreadable('not understood', rest);
		for (let i = 0; i < found.length; i++) words.take();
		fields.push(found.field);
	} while (words.takes('.'));
	return fields;
}

/** `ct state & new != 0` and its like: which bits count is told, and what comes of it is left open. */
function readMasked(
	draft: NftDraft,
	words: NftWords,
	fields: readonly MatchField[],
	rest: string
): void {
	while (!words.isEnd && !/^(?:==|!=)$/.test(words.word)) words.take();
	words.take();
	takeValue(words);
	narrow(
		draft,
		fields.map(({ implied }) => ({ box: implied, conditions: [] }))
	);
	leaveOpen(draft, rest);
}

function takeElements(words: NftWords, sets: Sets): readonly Element[] {
	const { word, rest } = words;
	if (word.startsWith('@')) {
		const set = sets.get(words.take().slice(1));
		if (set === undefined) throw unreadable('set not defined here', word);
		if (set.problem !== null)
			throw unreadable(`set ${word.slice(0, 40)} not understood`, set.problem);
		return set.elements;
	}
	if (word !== '{') return elementsOf(takeValue(words));
	words.take();
	const tokens: NftToken[] = [];
	while (words.word !== '}') {
		if (words.isEnd) throw unreadable('a list that is not closed', rest);
		tokens.push(words.token());
	}
	words.take();
	return elementsOf(tokens);
}

/** One value, or those between commas and without a space, as `established,related`. */
function takeValue(words: NftWords): NftToken[] {
	if (words.isEnd) throw unreadable('the rule ends too early', 'no value');
	const tokens = [words.token()];
	while (words.word === ',' || words.word === '.') tokens.push(words.token(), words.token());
	return tokens;
}

/** What one of the elements asks for, or none of them. Of pairs, what none asks for cannot be said. */
function partsIn(
	fields: readonly MatchField[],
	elements: readonly Element[],
	relation: MatchRelation
): MatchPart[] {
	const [field] = fields;
	if (fields.length === 1)
		return partsOf(
			field!,
			elements.map(({ key }) => single(key)),
			relation
		);
	if (relation === '=') return elements.flatMap((one) => elementParts(fields, one));
	const open = {
		kind: 'open',
		what: `other than ${fields.map(({ name }) => name).join(' . ')}`
	} as const;
	return fields.reduce<MatchPart[]>(
		(parts, { implied }) => narrowed(parts, [{ box: implied, conditions: [] }]),
		[{ box: allPackets, conditions: [open] }]
	);
}

function single(key: readonly string[]): string {
	if (key.length !== 1) throw unreadable('an element with other parts', key.join(' . '));
	return key[0]!;
}

function elementParts(fields: readonly MatchField[], { key }: Element): MatchPart[] {
	if (key.length !== fields.length)
		throw unreadable('an element with other parts', key.join(' . '));
	return fields.reduce<MatchPart[]>(
		(parts, field, i) => narrowed(parts, partsOf(field, [key[i]!], '=')),
		[{ box: allPackets, conditions: [] }]
	);
}

/** Each element has a verdict of its own; `*` is of what no other element is about. */
function readMap(
	draft: NftDraft,
	fields: readonly MatchField[],
	elements: readonly Element[]
): void {
	const others = elements.filter(({ key }) => !isRest(key));
	const branches = elements.flatMap((element) => {
		const verdict = verdictOf(element);
		const parts = isRest(element.key)
			? partsIn(fields, others, '!=')
			: elementParts(fields, element);
		return narrowed(draft.parts, parts).map(({ box, conditions }) => ({
			boxes: [box],
			conditions,
			verdict
		}));
	});
	if (branches.length > MOST_BRANCHES) throw unreadable('a map too large', String(branches.length));
	draft.branches = branches;
}

const MOST_BRANCHES = 20_000;

function isRest(key: readonly string[]): boolean {
	return key.length === 1 && key[0] === '*';
}

function verdictOf({ value }: Element): Verdict {
	const words = new NftWords(value.map((text) => ({ text, isString: false, start: 0, end: 0 })));
	const verdict = takeVerdict(words);
	if (verdict === null) throw unreadable('not a verdict', value.join(' '));
	return verdict;
}
