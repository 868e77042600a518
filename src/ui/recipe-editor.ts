import { openEditor, type EditorOptions, type OpenEditor } from './editor.ts';
import { recipeLanguage } from './recipe-language.ts';

/** An editor of Markdown in which SQL stands, in `parent`; the caller destroys it. */
export function openRecipeEditor(options: EditorOptions): OpenEditor {
	return openEditor(options, recipeLanguage());
}
