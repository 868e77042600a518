import {
	autocompletion,
	closeBrackets,
	closeBracketsKeymap,
	closeCompletion
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import {
	Decoration,
	drawSelection,
	EditorView,
	keymap,
	type DecorationSet
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { sqlSchema } from './sql-schema.ts';

export interface SqlEditorOptions {
	parent: HTMLElement;
	text: string;
	label: string;
	apply(text: string): void;
	/** @param text as it stands */
	leave(text: string): void;
}

const colours = HighlightStyle.define([
	{ tag: [tags.keyword, tags.typeName, tags.bool, tags.null], color: 'var(--sql-keyword)' },
	{ tag: tags.string, color: 'var(--sql-string)' },
	{ tag: tags.number, color: 'var(--sql-number)' },
	{ tag: tags.comment, color: 'var(--muted)' }
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
export interface OpenSqlEditor {
	readonly text: string;
	/** Underlines the word at an offset, where it stays until there is another to mark; null for none. */
	mark(position: number | null): void;
	destroy(): void;
}

const marking = StateEffect.define<number | null>();

const marked = StateField.define<DecorationSet>({
	create: () => Decoration.none,
	update: (marks, transaction) =>
		transaction.effects.reduce(
			(others, effect) => (effect.is(marking) ? markOf(transaction.state, effect.value) : others),
			marks.map(transaction.changes)
		),
	provide: (field) => EditorView.decorations.from(field)
});

const wrong = Decoration.mark({ class: 'cm-wrong' });

function markOf({ doc }: EditorState, position: number | null): DecorationSet {
	if (position === null || position >= doc.length) return Decoration.none;
	const [word = ''] =
		/^(?:[\p{L}\p{N}_]+|\S|\s)/u.exec(doc.sliceString(position, position + 80)) ?? [];
	return Decoration.set([wrong.range(position, position + Math.max(word.length, 1))]);
}

/** An editor in `parent`; the caller destroys it. Mod-Enter applies, Escape leaves. */
export function openSqlEditor(options: SqlEditorOptions): OpenSqlEditor {
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
				sql({ dialect: PostgreSQL, schema: sqlSchema(), upperCaseKeywords: true }),
				syntaxHighlighting(colours),
				look,
				marked,
				keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab])
			]
		})
	});
	view.focus();
	return {
		get text() {
			return view.state.doc.toString();
		},
		mark: (position) => view.dispatch({ effects: marking.of(position) }),
		destroy: () => view.destroy()
	};
}

function ownKeys({ apply, leave }: SqlEditorOptions) {
	return [
		{
			key: 'Mod-Enter',
			run: (view: EditorView) => {
				// It would stand over what is said of the text.
				closeCompletion(view);
				apply(view.state.doc.toString());
				return true;
			}
		},
		{
			key: 'Escape',
			// An open list of completions is closed first.
			run: (view: EditorView) => {
				if (view.dom.querySelector('.cm-tooltip-autocomplete') !== null) return false;
				leave(view.state.doc.toString());
				return true;
			}
		}
	];
}
