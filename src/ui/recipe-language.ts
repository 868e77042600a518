import { Language, LanguageSupport, defineLanguageFacet } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { parseCode, parser, type BlockParser, type MarkdownConfig } from '@lezer/markdown';
import type { EditorOptions } from './editor.ts';
import type { SqlDesk } from './sql-desk.ts';
import { sqlLanguage } from './sql-editor.ts';

/** What stands before the Markdown, which would else be read as a heading. */
const block: BlockParser = {
	name: 'FrontMatter',
	before: 'HorizontalRule',
	parse(context, line) {
		if (context.lineStart !== 0 || !/^\ufeff?---\s*$/.test(line.text)) return false;
		while (context.nextLine() && !/^---\s*$/.test(line.text));
		const end = context.lineStart + line.text.length;
		context.nextLine();
		context.addElement(context.elt('FrontMatter', 0, end));
		return true;
	}
};

const frontMatter: MarkdownConfig = {
	defineNodes: [{ name: 'FrontMatter', block: true, style: tags.string }],
	parseBlock: [block]
};

/** Markdown with SQL in its blocks, behind front matter. */
export function recipeLanguage(
	options: Pick<EditorOptions, 'say'>,
	desk: SqlDesk | null
): LanguageSupport {
	const sql = sqlLanguage(options, desk);
	const codeParser = (info: string) => (/^sql\b/.test(info) ? sql.language.parser : null);
	const parsed = parser.configure([frontMatter, parseCode({ codeParser })]);
	const data = defineLanguageFacet({ commentTokens: { block: { open: '<!--', close: '-->' } } });
	return new LanguageSupport(new Language(data, parsed, [], 'recipe'), sql.support);
}
