import { openEditor, type EditorOptions, type OpenEditor } from './editor.ts';
import { recipeLanguage } from './recipe-language.ts';
import type { SqlDesk } from './sql-desk.ts';

/**
 * An editor of Markdown in which SQL stands, in `parent`; the caller destroys it.
 * @param desk what the SQL may name; null where nobody says
 */
export function openRecipeEditor(options: EditorOptions, desk: SqlDesk | null): OpenEditor {
	return openEditor(options, recipeLanguage(options, desk));
}
