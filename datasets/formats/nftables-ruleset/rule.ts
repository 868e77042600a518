import { Failure, messageOf } from '#lib/failure.ts';
import { unreadable } from '../../framing/named-csv.ts';
import { everything, intersection, type Match } from '../../policy/match.ts';
import type { Action } from '../../policy/rows.ts';
import type { Branch, Step, Verdict } from '../../policy/walk.ts';
import { elementsOf, type Element, type NamedSet } from './elements.ts';
import { passFlags, passStatement } from './statements.ts';
import { Words, type Token } from './tokens.ts';
import { fieldOf, partsOf, type Field, type Part } from './values.ts';

/** Sets and maps of the table that a rule is of. */
export type Sets = ReadonlyMap<string, NamedSet>;

interface Draft {
	/** What the rule is about so far: alternatives. */
	matches: Match[];
	branches: Branch[] | null;
	comment: string | null;
	/** True where the rule is about the loopback interface alone. */
	loopback: boolean;
	/** False where no packet that opens a connection is meant. */
	opens: boolean;
}

/** Matches that a rule may have; more come of sets of thousands put together. */
const MOST_MATCHES = 20_000;
const STANDING = 'about connections that stand, and not about a packet that opens one';

/** Reads a rule. What is not understood becomes its problem. */
export function readRule(tokens: readonly Token[], sets: Sets): Step {
	const draft: Draft = {
		matches: [everything],
		branches: null,
		comment: null,
		loopback: false,
		opens: true
	};
	const words = new Words(tokens);
	try {
		while (!words.isEnd) readPart(draft, words, sets);
		return stepOf(draft, problemOf(draft));
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		const problem = draft.opens ? messageOf(error) : STANDING;
		return stepOf({ ...draft, comment: commentIn(tokens) }, problem);
	}
}

function stepOf({ branches, comment, loopback, opens }: Draft, problem: string | null): Step {
	const mayDecide = opens && !loopback && !(problem?.endsWith(NOTHING) ?? false);
	return { branches: problem === null ? branches! : [], comment, problem, mayDecide, loopback };
}

const NOTHING = 'decides nothing';

function problemOf({ branches, matches, opens }: Draft): string | null {
	if (!opens) return STANDING;
	if (branches === null) return `a rule without a verdict ${NOTHING}`;
	if (matches.some(({ ports, proto }) => ports !== null && proto === null))
		return 'ports of every protocol cannot be said';
	return branches.length === 0 ? 'no packet has what the rule asks for' : null;
}

function commentIn(tokens: readonly Token[]): string | null {
	const at = tokens.findIndex(({ text, isString }) => text === 'comment' && !isString);
	return at < 0 ? null : (tokens[at + 1]?.text ?? null);
}

function readPart(draft: Draft, words: Words, sets: Sets): void {
	if (words.takes('comment')) return void (draft.comment = words.take());
	if (draft.branches !== null) throw unreadable('behind a verdict', words.rest);
	const verdict = takeVerdict(words);
	if (verdict !== null) draft.branches = draft.matches.map((match) => ({ match, verdict }));
	else if (words.word === 'iif' || words.word === 'iifname') readInterface(draft, words);
	else if (words.word === 'tcp' && words.next === 'flags') readFlags(draft, words);
	else if (fieldOf(`${words.word} ${words.next}`) !== null) readMatch(draft, words, sets);
	else if (!passStatement(words)) throw unreadable('not understood', words.rest);
}

const verdicts: Readonly<Record<string, Action>> = {
	accept: 'allow',
	drop: 'drop',
	reject: 'reject'
};

function takeVerdict(words: Words): Verdict | null {
	const { word } = words;
	if (Object.hasOwn(verdicts, word)) {
		words.take();
		if (word === 'reject' && words.takes('with'))
			while (!words.isEnd && words.word !== 'comment') words.take();
		return { kind: 'action', action: verdicts[word]! };
	}
	if (words.takes('return')) return { kind: 'return' };
	if (word !== 'jump' && word !== 'goto') return null;
	words.take();
	return { kind: word, chain: words.take() };
}

function readInterface(draft: Draft, words: Words): void {
	const { rest } = words;
	words.take();
	if (words.take() !== 'lo') throw unreadable('asks for an interface', rest);
	draft.loopback = true;
}

/** Flags are of TCP alone, whether the rule says so or not. */
function readFlags(draft: Draft, words: Words): void {
	passFlags(words);
	narrow(draft, [{ proto: 'tcp' }]);
}

/** Reads fields between full stops, and the value, set or map behind them. */
function readMatch(draft: Draft, words: Words, sets: Sets): void {
	const { rest } = words;
	const fields: Field[] = [];
	do {
		const field = fieldOf(`${words.take()} ${words.take()}`);
		if (field === null) throw unreadable('not understood', rest);
		fields.push(field);
	} while (words.takes('.'));
	if (fields.length > 1 && fields.some(({ kind }) => kind === 'state'))
		throw unreadable('not understood', rest);
	const isNot = words.takes('!=');
	if (!isNot) words.takes('==');
	const isMap = words.takes('vmap');
	const elements = takeElements(words, sets);
	if (fields[0]!.kind === 'state') return readState(draft, elements, isNot, isMap);
	if (isMap) return readMap(draft, fields, elements);
	narrow(
		draft,
		isNot
			? otherParts(fields, elements, rest)
			: elements.flatMap((one) => elementParts(fields, one))
	);
}

function takeElements(words: Words, sets: Sets): readonly Element[] {
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
	const tokens: Token[] = [];
	while (words.word !== '}') {
		if (words.isEnd) throw unreadable('a list that is not closed', rest);
		tokens.push(words.token());
	}
	words.take();
	return elementsOf(tokens);
}

/** One value, or those between commas and without a space, as `established,related`. */
function takeValue(words: Words): Token[] {
	if (words.isEnd) throw unreadable('the rule ends too early', 'no value');
	const tokens = [words.token()];
	while (words.word === ',' || words.word === '.') tokens.push(words.token(), words.token());
	return tokens;
}

function elementParts(fields: readonly Field[], { key }: Element): Part[] {
	if (key.length !== fields.length)
		throw unreadable('an element with other parts', key.join(' . '));
	let parts: Part[] = [{}];
	fields.forEach((field, i) => {
		const own = partsOf(field, [key[i]!], false);
		parts = parts.flatMap((part) => own.flatMap((one) => both(part, one)));
	});
	return parts;
}

function otherParts(fields: readonly Field[], elements: readonly Element[], rest: string): Part[] {
	const [field] = fields;
	if (fields.length > 1) throw unreadable('everything but a list of pairs', rest);
	return partsOf(
		field!,
		elements.map(({ key }) => key.join(' . ')),
		true
	);
}

function both(a: Part, b: Part): Part[] {
	const match = intersection({ ...everything, ...a }, { ...everything, ...b });
	return match === null ? [] : [match];
}

function narrow(draft: Draft, parts: readonly Part[]): void {
	draft.matches = narrowed(draft.matches, parts);
}

function narrowed(matches: readonly Match[], parts: readonly Part[]): Match[] {
	if (matches.length * parts.length > MOST_MATCHES)
		throw unreadable('too many values to put together', `more than ${MOST_MATCHES} pairs`);
	return matches.flatMap((match) =>
		parts.flatMap((part) => {
			const found = intersection(match, { ...everything, ...part });
			return found === null ? [] : [found];
		})
	);
}

function readMap(draft: Draft, fields: readonly Field[], elements: readonly Element[]): void {
	const { matches } = draft;
	draft.branches = elements.flatMap((element) => {
		const verdict = verdictOf(element);
		return narrowed(matches, elementParts(fields, element)).map((match) => ({ match, verdict }));
	});
	if (draft.branches.length > MOST_MATCHES)
		throw unreadable('a map too large', String(draft.branches.length));
	draft.matches = draft.branches.map(({ match }) => match);
}

function verdictOf({ value }: Element): Verdict {
	const words = new Words(value.map((text) => ({ text, isString: false, start: 0, end: 0 })));
	const verdict = takeVerdict(words);
	if (verdict === null) throw unreadable('not a verdict', value.join(' '));
	return verdict;
}

/** The bit of a state that `nft -n` writes, and its word. */
const NEW_BIT = 8;

function isNew(word: string): boolean {
	return /^0x[0-9a-f]{1,8}$/.test(word) ? (parseInt(word, 16) & NEW_BIT) !== 0 : word === 'new';
}

/** A packet that opens a connection is of state new. */
function readState(
	draft: Draft,
	elements: readonly Element[],
	isNot: boolean,
	isMap: boolean
): void {
	const ofNew = elements.find(({ key }) => key.some(isNew));
	if (!isMap) {
		if ((ofNew !== undefined) === isNot) draft.opens = false;
		return;
	}
	if (ofNew === undefined) draft.opens = false;
	else {
		const verdict = verdictOf(ofNew);
		draft.branches = draft.matches.map((match) => ({ match, verdict }));
	}
}
