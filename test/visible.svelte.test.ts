import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { visible } from '#lib/visible.ts';
import App from '../src/app/frame/App.svelte';
import { places } from '../src/app/places/index.ts';
import { agreement, done, refused, resultOf, source } from './support/page-samples.ts';
import { settled, show } from './support/show.ts';
import { StandInServices } from './support/stand-in-services.svelte.ts';

/** A mark of direction, which turns round what stands behind it. */
const MARK = '\u202e';

/** Fields whose words are of the program, not of a log or a recipe: those that it looks up, runs or compares. */
const ofProgram = new Set(
	`action cell colour compression dataType dataTypes derived for format hash id inputs into key kind level
	name needs origin outcome own_columns parameter pass path pieces place queries query reads role rowsKey rowsSql sha256
	source_id sql state table tables text type unit value values verdict view wake-sql`.split(/\s+/)
);

/** The same, with a mark in every text that may come from a log or a recipe. */
function marked<Value>(value: Value, key = ''): Value {
	if (typeof value === 'string') return (ofProgram.has(key) ? value : `${value}${MARK}x`) as Value;
	if (Array.isArray(value)) return value.map((one: unknown) => marked(one, key)) as Value;
	if (value === null || typeof value !== 'object') return value;
	if (Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [name, marked(one, name)])
	) as Value;
}

const { receipt } = source({});
const doubted = source({
	key: 'doubted.log',
	name: `doubted${MARK}.log`,
	receipt: { ...receipt!, runner_up: { format: 'syslog', because: 'a line' } }
});

/** A case of which all that others wrote holds a mark. */
function opened(): StandInServices {
	const services = new StandInServices();
	const { data, alerts, recipe } = services;
	services.data = {
		...data,
		sources: marked([...data.sources, doubted, refused]),
		catalogue: marked(data.catalogue)
	};
	services.alerts = {
		...alerts,
		rows: marked(alerts.rows),
		current: marked(alerts.current),
		agreement: marked(agreement)
	};
	services.recipe = { ...recipe, notebook: marked(recipe.notebook) };
	services.investigation = done(marked(resultOf()));
	services.case = { ...services.case, title: `Own${MARK}` };
	return services;
}

const named = [
	'title',
	'aria-label',
	'aria-description',
	'aria-valuetext',
	'alt',
	'placeholder',
	'label'
];

/** Where marks stand as they are: the words around each, with the element that has them. What is edited keeps them. */
function rawIn(root: Node): string[] {
	const found: string[] = [];
	const walk = (node: Node) => {
		if (node instanceof Element) {
			if (node.matches('input, textarea, [contenteditable]')) return;
			for (const name of named)
				if (node.getAttribute(name)?.includes(MARK))
					found.push(`${node.localName}[${name}]: ${node.getAttribute(name)!.slice(0, 100)}`);
		}
		if (node.nodeType === Node.TEXT_NODE && node.textContent!.includes(MARK))
			found.push(
				`${node.parentElement?.outerHTML.slice(0, 160)}: ${node.textContent!.trim().slice(0, 100)}`
			);
		for (const child of node.childNodes) walk(child);
	};
	walk(root);
	return found.map(visible);
}

describe('what nobody would see of a log or a recipe stands as its code', () => {
	it.each(places.filter(({ title }) => title !== null).map(({ title }) => title!))(
		'where the page shows %s',
		async (title) => {
			const page = show(App, { workbench: opened() });
			const link = [...page.querySelectorAll<HTMLElement>('nav button')].find((one) =>
				one.textContent!.includes(title)
			);
			link!.click();
			await settled();
			for (const details of page.querySelectorAll('details')) details.open = true;
			for (const button of page.querySelectorAll<HTMLElement>('[aria-expanded=false]'))
				button.click();
			flushSync();
			await settled();
			expect(rawIn(document)).toEqual([]);
			expect(document.documentElement.textContent).toContain(visible(MARK));
		}
	);
});
