import { parse } from 'svelte/compiler';

/** Attributes that are read or read out. */
const read = new Set([
	'alt',
	'aria-description',
	'aria-label',
	'aria-roledescription',
	'aria-valuetext',
	'label',
	'placeholder',
	'title'
]);
const helper = 'textOfPage';
const needed = `import { visibleText as ${helper} } from '#lib/visible.ts';`;

/**
 * A preprocessor of Svelte: every text of a component, and every name of an element, goes through `visibleText`. So no
 * view can forget it; components are written as if there were nothing to hide.
 */
export const visibleTexts = {
	name: 'visible-texts',
	markup({ content, filename }) {
		if (filename?.includes('node_modules')) return;
		const ast = parse(content, { modern: true, filename });
		const changes = [];
		collect(ast.fragment, content, changes);
		if (changes.length === 0) return;
		const { instance } = ast;
		if (!instance) changes.push({ at: 0, text: `<script>${needed}</script>` });
		else changes.push({ at: instance.content.start, text: needed });
		return { code: withChanges(content, changes) };
	}
};

function collect(node, content, changes) {
	if (
		node.type === 'RegularElement' ||
		node.type === 'TitleElement' ||
		node.type === 'SvelteElement'
	)
		for (const attribute of node.attributes) collectName(attribute, content, changes);
	for (const part of partsOf(node)) {
		if (part.type === 'ExpressionTag') wrap(part.expression, changes);
		else if (part.type !== 'RegularElement' || part.name !== 'textarea')
			collect(part, content, changes);
	}
}

/** The fragments of elements, components and blocks, and what stands in them. */
function partsOf(node) {
	if (Array.isArray(node.nodes)) return node.nodes;
	return ['fragment', 'body', 'fallback', 'consequent', 'alternate', 'pending', 'then', 'catch']
		.map((name) => node[name])
		.filter((part) => part?.type === 'Fragment');
}

function collectName(attribute, content, changes) {
	if (attribute.type !== 'Attribute' || !read.has(attribute.name)) return;
	const { start, end, name, value } = attribute;
	if (value === true) return;
	if (content[start] === '{') {
		changes.push({ at: start, text: `${name}={${helper}(` }, { at: end, text: ')}' });
		changes.push({ at: start, drop: 1 }, { at: end - 1, drop: 1 });
		return;
	}
	for (const part of [value].flat())
		if (part.type === 'ExpressionTag') wrap(part.expression, changes);
}

function wrap({ start, end }, changes) {
	changes.push({ at: start, text: `${helper}(` }, { at: end, text: ')' });
}

/** No line moves by it, so that errors and traces keep their places. */
function withChanges(content, changes) {
	let found = '';
	let from = 0;
	for (const { at, text = '', drop = 0 } of changes.toSorted((a, b) => a.at - b.at)) {
		found += content.slice(from, at) + text;
		from = at + drop;
	}
	return found + content.slice(from);
}
