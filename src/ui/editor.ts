import {
	autocompletion,
	closeBrackets,
	closeBracketsKeymap,
	closeCompletion,
	type CompletionContext,
	type CompletionResult
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec, StateEffect, StateField, type Extension } from '@codemirror/state';
import {
	Decoration,
	drawSelection,
	EditorView,
	hoverTooltip,
	keymap,
	type DecorationSet
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { visible } from '#lib/visible.ts';

export interface EditorOptions {
	parent: HTMLElement;
	text: string;
	label: string;
	/** Mod-Enter. */
	apply(): void;
	/** Escape. */
	leave(): void;
	/** Shift-Enter; where it is not said it is a line end as any. */
	goOn?(): void;
	onchange(text: string): void;
	/** Something is told of what was asked for by a key. */
	say?(message: string): void;
	/** Whether the focus stays where it is. */
	waits?: boolean;
	/** What may be written in a line beside what its language knows. */
	complete?(line: string, column: number): Completing | null;
}

/** What may be written from a column on; it is offered by its text, beside which stand `title`, and `meaning` where it is chosen. */
export interface Completing {
	from: number;
	all: readonly { text: string; title: string; meaning: string }[];
}

/** Something that is wrong at a place of the text; `to` is null where only its beginning is known. */
export interface Fault {
	from: number;
	to: number | null;
	message: string;
}

const colours = HighlightStyle.define([
	{ tag: [tags.keyword, tags.typeName, tags.bool, tags.null], color: 'var(--sql-keyword)' },
	{ tag: tags.string, color: 'var(--sql-string)' },
	{ tag: tags.number, color: 'var(--sql-number)' },
	{ tag: tags.comment, color: 'var(--muted)' },
	{ tag: tags.heading, fontWeight: '600' },
	{ tag: tags.strong, fontWeight: '600' },
	{ tag: tags.emphasis, fontStyle: 'italic' },
	{ tag: [tags.processingInstruction, tags.meta], color: 'var(--muted)' }
]);

const look = EditorView.theme({
	'&': { fontSize: '12.5px', color: 'var(--text)', backgroundColor: 'var(--ground)' },
	'&.cm-focused': { outline: 'none' },
	'.cm-content': { fontFamily: 'var(--figures)', caretColor: 'var(--text)', padding: '8px 0' },
	'.cm-line': { padding: '0 12px' },
	'.cm-cursor': { borderLeftColor: 'var(--text)' },
	'&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
		background: 'var(--accent-ground)'
	},
	'&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--sunken)' },
	'.cm-wrong': { textDecoration: 'underline wavy var(--failure)' },
	'.cm-told': { maxWidth: '60ch', padding: '4px 8px', color: 'var(--failure)' },
	'.cm-named': {
		maxWidth: '64ch',
		padding: '4px 8px',
		whiteSpace: 'pre-wrap',
		overflowWrap: 'anywhere'
	},
	'.cm-tooltip': {
		background: 'var(--ground)',
		border: '1px solid var(--hairline)',
		color: 'var(--text)'
	},
	'.cm-tooltip-autocomplete ul li[aria-selected]': {
		background: 'var(--accent-ground)',
		color: 'var(--text)'
	}
});

/** An editor that is open. */
export interface OpenEditor {
	/** Underlines what is wrong, which stays until there is something else to mark. */
	mark(faults: readonly Fault[]): void;
	/** Puts the cursor at an offset, and that in sight. */
	show(offset: number): void;
	destroy(): void;
}

const marking = StateEffect.define<readonly Fault[]>();

const marked = StateField.define<DecorationSet>({
	create: () => Decoration.none,
	update: (marks, transaction) =>
		transaction.effects.reduce(
			(others, effect) => (effect.is(marking) ? marksOf(transaction.state, effect.value) : others),
			marks.map(transaction.changes)
		),
	provide: (field) => EditorView.decorations.from(field)
});

function marksOf({ doc }: EditorState, faults: readonly Fault[]): DecorationSet {
	const ranges = faults
		.filter(({ from }) => from < doc.length)
		.map(({ from, to, message }) => {
			const [word = ''] = /^(?:[\p{L}\p{N}_]+|\S|\s)/u.exec(doc.sliceString(from, from + 80)) ?? [];
			const end = to ?? from + Math.max(word.length, 1);
			return wrong(message).range(from, Math.min(Math.max(end, from + 1), doc.length));
		});
	return Decoration.set(ranges, true);
}

function wrong(message: string): Decoration {
	return Decoration.mark({ class: 'cm-wrong', message });
}

/** What is wrong, said where it is underlined. */
const told = hoverTooltip((view, at) => {
	let found: { from: number; to: number; message: string } | null = null;
	view.state.field(marked).between(at, at, (from, to, { spec }) => {
		found = { from, to, message: (spec as { message: string }).message };
		return false;
	});
	if (found === null) return null;
	const { from: pos, to: end, message } = found as { from: number; to: number; message: string };
	const create = () => {
		const dom = document.createElement('div');
		dom.className = 'cm-told';
		dom.textContent = visible(message);
		return { dom };
	};
	return { pos, end, create };
});

/** An editor in `parent`; the caller destroys it. */
export function openEditor(options: EditorOptions, language: Extension): OpenEditor {
	const changing = EditorView.updateListener.of(({ docChanged, state }) => {
		if (docChanged) options.onchange(state.doc.toString());
	});
	const view = new EditorView({
		parent: options.parent,
		state: EditorState.create({
			doc: options.text,
			extensions: [
				Prec.highest(keymap.of(ownKeys(options))),
				history(),
				drawSelection(),
				bracketMatching(),
				closeBrackets(),
				// The pictures are letters that not every machine has.
				autocompletion({ icons: false }),
				EditorView.lineWrapping,
				EditorView.contentAttributes.of({ 'aria-label': options.label }),
				language,
				completing(options),
				syntaxHighlighting(colours),
				look,
				marked,
				told,
				changing,
				keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab])
			]
		})
	});
	if (!options.waits) view.focus();
	return {
		mark: (faults) => view.dispatch({ effects: marking.of(faults) }),
		show(offset) {
			const at = Math.min(offset, view.state.doc.length);
			view.dispatch({
				selection: { anchor: at },
				effects: EditorView.scrollIntoView(at, { y: 'center' })
			});
		},
		destroy: () => view.destroy()
	};
}

/** Beside what the language at the place offers. */
function completing({ complete }: EditorOptions): Extension {
	if (complete === undefined) return [];
	const autocomplete = ({ state, pos }: CompletionContext): CompletionResult | null => {
		const line = state.doc.lineAt(pos);
		const found = complete(line.text, pos - line.from);
		if (found === null || found.all.length === 0) return null;
		const options = found.all.map(({ text, title, meaning }) => ({
			label: text,
			detail: title,
			...(meaning === '' ? {} : { info: meaning })
		}));
		return { from: line.from + found.from, options };
	};
	return EditorState.languageData.of(() => [{ autocomplete }]);
}

function ownKeys({ apply, leave, goOn }: EditorOptions) {
	/** An open list of completions would stand over what is said of the text. */
	const closing = (act: () => void) => (view: EditorView) => {
		closeCompletion(view);
		act();
		return true;
	};
	return [
		{ key: 'Mod-Enter', run: closing(apply) },
		...(goOn === undefined ? [] : [{ key: 'Shift-Enter', run: closing(goOn) }]),
		{
			key: 'Escape',
			// An open list of completions is closed first.
			run: (view: EditorView) => {
				if (view.dom.querySelector('.cm-tooltip-autocomplete') !== null) return false;
				leave();
				return true;
			}
		}
	];
}
