import { unreadable } from '#lib/unreadable.ts';
import type { PfDraft } from './rule.ts';
import type { TokenStream } from './tokens.ts';

type Read = (draft: PfDraft, stream: TokenStream, word: string) => void;

/** An option that decides nothing, with one value behind it. */
const passValue: Read = (_, stream) => stream.pass();
const nothing: Read = () => undefined;

/** Options of a filter rule by their words; one that is missing asks for what a row cannot say. */
const options: Readonly<Record<string, Read>> = {
	log: (_, stream) => passParentheses(stream),
	label: (draft, stream) => void (draft.label = stream.take().text),
	flags: readFlags,
	keep: readState,
	modulate: readState,
	synproxy: readState,
	no: readState,
	tag: passValue,
	queue: passValue,
	set: readSet,
	ridentifier: passValue,
	dnpipe: passValue,
	dnqueue: passValue,
	'allow-opts': nothing,
	scrub: passValue,
	'route-to': passTarget,
	'reply-to': passTarget,
	'dup-to': passTarget,
	'nat-to': translate,
	'rdr-to': translate,
	'binat-to': translate
};

export function isOption(word: string): boolean {
	return Object.hasOwn(options, word);
}

/** Reads what stands behind an option. Throws `record not readable` for one that narrows the rule. */
export function option(draft: PfDraft, word: string, stream: TokenStream): void {
	if (!isOption(word)) throw unreadable('not understood', `${word} ${stream.rest}`.trim());
	options[word]!(draft, stream, word);
}

function passParentheses(stream: TokenStream): void {
	if (stream.token?.kind === 'mark' && stream.token.text === '(') stream.pass();
}

/** Policy is about the packet that opens a connection: of its flags SYN alone is set. */
function readFlags(draft: PfDraft, stream: TokenStream): void {
	const text = stream.take().text;
	if (text === 'any') return;
	const [, set, of] = /^([FSRPAUEW]*)\/([FSRPAUEW]*)$/.exec(text) ?? [];
	if (set === (of?.includes('S') ? 'S' : '')) return;
	if (set === undefined || draft.protocols.join() !== 'tcp')
		throw unreadable('asks for flags', text);
	draft.protocols = [];
}

function readState(_: PfDraft, stream: TokenStream, word: string): void {
	if (!stream.takes('state')) throw unreadable('not understood', `${word} ${stream.rest}`.trim());
	passParentheses(stream);
}

/** `set ( prio 5, tos lowdelay )`, or one setting without parentheses. */
function readSet(_: PfDraft, stream: TokenStream): void {
	if (stream.token?.text !== '(') stream.take();
	stream.pass();
}

const pool = new Set([
	'bitmask',
	'random',
	'source-hash',
	'round-robin',
	'static-port',
	'sticky-address',
	'least-states'
]);

function passTarget(_: PfDraft, stream: TokenStream): void {
	stream.pass();
	while (stream.token?.kind === 'word' && pool.has(stream.token.text)) stream.take();
}

/** A translation changes where packets go, and not which of them the rule is about. */
function translate(draft: PfDraft, stream: TokenStream, word: string): void {
	draft.translations.push(word);
	stream.pass();
	if (stream.takes('port')) stream.pass();
	while (stream.token?.kind === 'word' && pool.has(stream.token.text)) stream.take();
}
