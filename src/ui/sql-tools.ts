import {
	pickedCompletion,
	type Completion,
	type CompletionContext,
	type CompletionResult
} from '@codemirror/autocomplete';
import { isolateHistory } from '@codemirror/commands';
import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { hoverTooltip, keymap, type EditorView } from '@codemirror/view';
import { visible } from '#lib/visible.ts';
import { duckdbDialect } from './duckdb-dialect.ts';
import { sqlCompletions } from './sql-completion.ts';
import type { SqlDesk } from './sql-desk.ts';
import { sqlHover } from './sql-hover.ts';
import { sqlPlaceAt } from './sql-place.ts';

/** What an editor offers and tells of the statements in it. Shift-Alt-F formats the one at the cursor. */
export function sqlTools(
	desk: SqlDesk | null,
	say: (message: string) => void = () => undefined
): Extension {
	const format = keymap.of([
		{
			key: 'Shift-Alt-f',
			run: (view) => {
				void formatAt(view, say);
				return true;
			}
		}
	]);
	if (desk === null) return format;
	const autocomplete = (context: CompletionContext) => complete(context, desk);
	return [format, duckdbDialect.language.data.of({ autocomplete }), told(desk)];
}

/** Formatting is fetched when it is first asked for. */
async function formatAt(view: EditorView, say: (message: string) => void): Promise<void> {
	const { formatted } = await import('./sql-format.ts');
	const { sql, from } = statementAt(view.state, view.state.selection.main.head);
	const found = formatted(sql);
	say(found.refused ?? '');
	// What was typed meanwhile stays.
	if (found.sql === null || view.state.sliceDoc(from, from + sql.length) !== sql) return;
	view.dispatch({
		changes: { from, to: from + sql.length, insert: found.sql },
		annotations: isolateHistory.of('full'),
		userEvent: 'input.format'
	});
}

/** Something is offered of itself behind a letter, a dot and an opening quote. */
function offersOfItself(sql: string, offset: number): boolean {
	if (/(?:[\p{L}_$][\p{L}\p{N}_$]*|\.|")$/u.test(sql.slice(0, offset))) return true;
	return /^(value|parameter)$/.test(sqlPlaceAt(sql, offset).kind);
}

async function complete(
	{ state, pos, explicit }: CompletionContext,
	desk: SqlDesk
): Promise<CompletionResult | null> {
	const { sql, from } = statementAt(state, pos);
	if (!explicit && !offersOfItself(sql, pos - from)) return null;
	const found = await sqlCompletions(sql, pos - from, desk);
	if (found === null) return null;
	const { quote, options } = found;
	const written = quote === null ? options : options.map((option) => within(quote, option));
	return { from: found.from + from, options: written, validFor: found.validFor };
}

/** An editor puts a second quote behind the cursor as one is typed: that is the one that ends the text. */
function within(quote: string, option: Completion): Completion {
	const insert = String(option.apply ?? option.label);
	const apply = (view: EditorView, completion: Completion, from: number, to: number) => {
		const end = view.state.sliceDoc(to, to + 1) === quote ? to + 1 : to;
		view.dispatch({
			changes: { from, to: end, insert },
			selection: { anchor: from + insert.length },
			annotations: pickedCompletion.of(completion),
			userEvent: 'input.complete'
		});
	};
	return { ...option, apply };
}

/** The statement around a place: of a recipe, that of its block; an empty one where there is none. */
function statementAt(state: EditorState, pos: number): { sql: string; from: number } {
	for (const side of [-1, 1] as const) {
		let node = syntaxTree(state).resolveInner(pos, side);
		while (node.parent !== null && node.name !== 'Script') node = node.parent;
		if (node.name !== 'Script') continue;
		const isAll = node.parent === null;
		const [from, to] = isAll ? [0, state.doc.length] : [node.from, node.to];
		return { sql: state.sliceDoc(from, to), from };
	}
	return { sql: '', from: pos };
}

/** What a name is, said where the pointer rests on it. */
function told(desk: SqlDesk): Extension {
	return hoverTooltip(async ({ state }, at) => {
		const { sql, from } = statementAt(state, at);
		const found = await sqlHover(sql, at - from, desk);
		if (found === null) return null;
		return {
			pos: found.from + from,
			end: found.to + from,
			create: () => ({ dom: tipOf(found.lines) })
		};
	});
}

function tipOf(lines: readonly string[]): HTMLElement {
	const dom = document.createElement('div');
	dom.className = 'cm-named';
	for (const line of lines) {
		const paragraph = document.createElement('div');
		paragraph.textContent = visible(line);
		dom.append(paragraph);
	}
	return dom;
}
