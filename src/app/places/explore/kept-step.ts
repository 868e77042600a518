import type { CellKind } from '#cells/cell.ts';
import { answers } from '#cells/facets.ts';
import { cellKinds } from '#cells/index.ts';
import { plainKind, type SuggestedPicture } from '#cells/suggestions.ts';
import { literal } from '#engine/sql/sql.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { blockText, freeId } from '#recipe/edit/block.ts';
import { changed } from '#recipe/edit/change.ts';
import { insertEdit } from '#recipe/edit/units.ts';
import { unitsOf } from '#recipe/units.ts';

/** As what a question is kept: its rows where it stands, a picture of them, or an answer on a path by how many there are. */
export type StepForm = 'rows' | 'answer' | SuggestedPicture;

interface AtHand {
	text: string;
	notebook: Notebook;
}

/**
 * The file of a recipe with a question behind all else, under its title: its rows or a picture on no path, an answer on the first
 * path, where there is one.
 */
export function withStep(
	{ text, notebook }: AtHand,
	{ title, sql }: { title: string; sql: string },
	form: StepForm
): string {
	const units = unitsOf(notebook);
	const kind = kindOf(form);
	const path = notebook.paths[0]?.name;
	const block = blockText(kind, {
		id: freeId(kind.name, notebook),
		attributes: attributesOf(form, path),
		body: form === 'answer' ? answerSql(title, sql) : sql
	});
	const heading = `## ${title.replace(/\s+/g, ' ').trim()}`;
	return changed(text, insertEdit({ text, units }, units.length, `${heading}\n\n${block}`));
}

/** A question as one row of an answer: any row is of concern, and how many there are is the reason. */
export function answerSql(title: string, sql: string): string {
	return `WITH found AS (
${bareStatement(sql)}
)
SELECT CASE WHEN count(*) > 0 THEN 'concern' ELSE 'clear' END AS outcome,
       counted(count(*), 'row') || ${literal(` of: ${title}`)} AS because
FROM found`;
}

function kindOf(form: StepForm): CellKind {
	if (form === 'rows') return plainKind();
	return form === 'answer' ? cellKinds.find(answers)! : form.kind;
}

function attributesOf(form: StepForm, path: string | undefined): Readonly<Record<string, string>> {
	if (form === 'rows') return {};
	if (form !== 'answer') return form.attributes;
	return path === undefined ? {} : { path };
}
