import { toJsonSchema } from '@valibot/to-json-schema';
import type { Attribute } from '#cells/cell.ts';
import { cellKinds } from '#cells/index.ts';
import { frontMatterSchema } from './front-matter.ts';

/**
 * JSON Schema (draft 7) of a recipe file's two machine-read parts: its front matter, and the attribute
 * list of a cell of each kind. Unknown fields and attributes are let pass.
 */
export function recipeJsonSchema(): Record<string, unknown> {
	const frontMatter = toJsonSchema(frontMatterSchema, { errorMode: 'ignore', typeMode: 'input' });
	return {
		$schema: 'http://json-schema.org/draft-07/schema#',
		title: 'Lookdeeper recipe',
		type: 'object',
		required: ['frontMatter', 'cells'],
		properties: {
			frontMatter: withoutDialect({ ...frontMatter }),
			cells: { type: 'array', items: { anyOf: cellKinds.map(attributesOf) } }
		}
	};
}

function withoutDialect(schema: object): object {
	return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema'));
}

function attributesOf(kind: (typeof cellKinds)[number]): object {
	const own = { description: `${kind.title}: ${kind.meaning}; the value is its id` };
	const others = Object.entries(kind.attributes);
	const required = others.filter(([, attribute]) => attribute.required !== null);
	return {
		title: kind.title,
		type: 'object',
		required: [kind.name, ...required.map(([name]) => name)],
		properties: { [kind.name]: own, ...Object.fromEntries(others.map(described)) }
	};
}

function described([name, attribute]: [string, Attribute]): [string, object] {
	return [name, { description: attribute.meaning, ...textOf(attribute) }];
}

/** What its text may be. */
function textOf({ type, words }: Attribute): object {
	if (type === 'date') return { type: 'string', format: 'date' };
	if (words.length === 0) return { type: 'string' };
	if (type === 'choice') return { type: 'string', enum: words };
	const one = `(${words.join('|')})`;
	return { type: 'string', pattern: `^ *${one}( *, *${one})* *$` };
}
