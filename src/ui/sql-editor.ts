import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { openEditor, type EditorOptions, type OpenEditor } from './editor.ts';
import { sqlSchema } from './sql-schema.ts';

/** An editor of a statement in `parent`; the caller destroys it. Mod-Enter applies, Escape leaves. */
export function openSqlEditor(options: EditorOptions): OpenEditor {
	return openEditor(options, sqlLanguage());
}

/** SQL with what it may name. */
export function sqlLanguage() {
	return sql({ dialect: PostgreSQL, schema: sqlSchema(), upperCaseKeywords: true });
}
