import { LanguageSupport } from '@codemirror/language';
import { duckdbDialect } from './duckdb-dialect.ts';
import { openEditor, type EditorOptions, type OpenEditor } from './editor.ts';
import type { SqlDesk } from './sql-desk.ts';
import { sqlTools } from './sql-tools.ts';

/**
 * An editor of a statement in `parent`; the caller destroys it. Mod-Enter applies, Escape leaves.
 * @param desk what it may name; null where nobody says
 */
export function openSqlEditor(options: EditorOptions, desk: SqlDesk | null): OpenEditor {
	return openEditor(options, sqlLanguage(options, desk));
}

/** SQL with what it may name. */
export function sqlLanguage(
	options: Pick<EditorOptions, 'say'>,
	desk: SqlDesk | null
): LanguageSupport {
	return new LanguageSupport(duckdbDialect.language, sqlTools(desk, options.say));
}
