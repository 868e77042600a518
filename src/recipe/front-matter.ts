import * as v from 'valibot';
import type { Document, Node } from 'yaml';
import { parameterTypes } from '#cells/parameter.ts';
import { Failure } from '#lib/failure.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { APPLIES_TO_RULE } from './applies-to.ts';
import { NEEDS_RULE, readNeeds, type Misnamed } from './needs.ts';
import { parsers } from './parsers.ts';

/** The newest version of the recipe file that is written and read. */
export const RECIPE_VERSION = 1;

const text = v.pipe(
	v.union([v.string(), v.number(), v.boolean()]),
	v.transform((value) => String(value))
);

const parameter = v.looseObject({
	type: v.picklist(parameterTypes),
	default: text,
	label: v.optional(v.string()),
	choices: v.optional(v.array(text), [])
});

const path = v.looseObject({
	title: v.string(),
	stop: v.optional(v.picklist(['decided', 'end']), 'end')
});

const name = v.pipe(
	v.string(),
	v.regex(/^[a-z][a-z0-9_]*$/, 'a parameter is named in lower case, digits and underscores')
);

const needs = v.union([v.record(v.string(), v.nullable(v.array(v.string()))), v.array(v.string())]);

/** The front matter of a recipe; unknown fields are let pass and survive. */
export const frontMatterSchema = v.looseObject({
	lookdeeper: v.literal(RECIPE_VERSION),
	id: v.pipe(
		v.string(),
		v.regex(/^[a-z0-9][a-z0-9-]*$/, 'an id is lower case, digits and hyphens')
	),
	title: v.string(),
	question: v.optional(v.string(), ''),
	version: v.optional(text, '1'),
	authors: v.optional(v.array(v.string()), []),
	licence: v.optional(v.nullable(v.string()), null),
	tags: v.pipe(
		v.optional(v.array(v.string()), []),
		v.description('words by which the recipe is found')
	),
	applies_to: v.pipe(v.optional(v.array(text), []), v.description(APPLIES_TO_RULE)),
	parameters: v.optional(v.record(name, parameter), {}),
	needs: v.pipe(v.nullish(needs, {}), v.description(NEEDS_RULE)),
	paths: v.record(v.string(), path)
});

export type FrontMatter = Omit<Notebook, 'pieces' | 'problems' | 'analysis'>;

/**
 * The YAML of a recipe file, and the offset at which it begins; `end` is behind the rule that closes it.
 * @throws `recipe not valid` where the file does not begin with front matter
 */
export function frontYaml(text: string): { yaml: string; at: number; end: number } {
	const match = /^(\ufeff?---[ \t]*\r?\n)([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
	if (match === null)
		throw new Failure('recipe not valid', 'the file does not begin with front matter (---)');
	const [whole, rule, yaml] = match as unknown as [string, string, string];
	return { yaml, at: rule.length, end: whole.length };
}

/**
 * Reads the YAML between the rules; a name that is none is told, and the rest holds.
 * @throws `recipe not valid` with the field and what is wrong.
 */
export function readFrontMatter(yaml: string): { matter: FrontMatter; misnamed: Misnamed[] } {
	const document = documentOf(yaml);
	const parsed = v.safeParse(frontMatterSchema, plainOf(document));
	if (!parsed.success) throw new Failure('recipe not valid', sentenceOf(parsed.issues[0]));
	const node = document.get('needs', true) as Node | undefined;
	const { needs, misnamed } = readNeeds(node ?? null);
	return { matter: { ...matterOf(parsed.output), needs }, misnamed };
}

function matterOf(output: v.InferOutput<typeof frontMatterSchema>): Omit<FrontMatter, 'needs'> {
	return {
		id: output.id,
		title: output.title,
		question: output.question,
		version: output.version,
		authors: output.authors,
		licence: output.licence,
		tags: output.tags,
		appliesTo: output.applies_to,
		parameters: Object.entries(output.parameters).map(([key, value]) => ({
			name: key,
			type: value.type,
			label: value.label ?? key,
			default: value.default,
			choices: value.choices,
			inPlace: false
		})),
		paths: Object.entries(output.paths).map(([key, value]) => ({ name: key, ...pathOf(value) }))
	};
}

function pathOf({ title, stop }: { title: string; stop: 'decided' | 'end' }) {
	return { title, stop };
}

function documentOf(yaml: string): Document {
	const document = parsers().parseDocument(yaml, { prettyErrors: true, maxAliasCount: 0 } as never);
	const [error] = document.errors;
	if (error !== undefined)
		throw new Failure('recipe not valid', `front matter: ${error.message.split('\n')[0]}`);
	return document;
}

/**
 * What YAML takes for a number or a truth value, and would write otherwise (`1.10`, `007`, `0x1F`, `True`), stays the
 * text that was written: a version, a code or an id.
 */
function keepWritten(document: Document): void {
	parsers().visit(document, {
		Scalar(_, node) {
			const { value, source } = node;
			if (source === undefined || value === null || typeof value === 'string') return;
			if (String(value) !== source) node.value = source;
		}
	});
}

/** Aliases can make much of little: there are none in a recipe. */
function plainOf(document: Document): unknown {
	try {
		keepWritten(document);
		return document.toJS({ maxAliasCount: 0 });
	} catch (cause) {
		throw new Failure('recipe not valid', 'front matter: an alias (*name) may not be used', {
			cause
		});
	}
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
	const field = issue.path?.map((item) => String(item.key)).join('.') ?? 'front matter';
	return `front matter: ${field}: ${issue.message}`;
}
