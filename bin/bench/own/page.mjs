// What the page does with a brush, on a table of as many sessions as are wanted, which no file of logs could bring.
// Everything is the page's own: the engine, the pictures, what follows a brush. What is made here are the rows.
import { flushSync, mount } from 'svelte';
import Chart from '../../../cells/chart/Chart.svelte';
import { BrushSums, SumsRoom } from '../../../src/engine/brush/brush-sums.ts';
import { timeAxisOf, timeBrushed } from '../../../src/engine/brush/time-parts.ts';
import { openWasmEngine } from '../../../src/engine/duckdb/wasm.ts';
import { rowsOfPage } from '../../../src/engine/paging/rows-of-page.ts';
import { narrowedSql } from '../../../src/engine/sql/narrowed.ts';
import { schemaStatements } from '../../../src/engine/store/schema.ts';
import { Investigator } from '../../../src/investigation/investigator.ts';
import { readRecipe } from '../../../src/recipe/read-recipe.ts';
import chart from '../../../cells/chart/index.ts';
import { timed } from '../peers/timed.mjs';
import { SECONDS, sessionsSql } from '../peers/views.mjs';
import { CELLS, fillingSql, recipeText } from './cells.mjs';
import { BenchBrush } from './bench-brush.svelte.ts';

/** Steps of the line of time, as it has them at 640 pixels. */
const steps = { origin: BigInt(Date.UTC(2026, 0, 2)) * 1000n, step: 300_000_000n };
const names = ['size', 'duration'];

let connection;

function ask(sql, { signal, brush, ...page }) {
	const around = (of, own) => connection.query(of(sql), own);
	return rowsOfPage(sql, around, { ...page, ...(brush && { brush }) }, { signal });
}

function brushedAt([from, to]) {
	const at = (part) =>
		steps.origin + (BigInt(Math.round(part * SECONDS * 1e6)) / steps.step) * steps.step;
	return timeBrushed(steps, { from: at(from), to: at(to) });
}

/** Resolves once each of the pictures is drawn anew. */
function drawnAnew() {
	const waits = names.map(
		(name) =>
			new Promise((resolve) => {
				const observer = new MutationObserver(() => {
					observer.disconnect();
					resolve();
				});
				const plot = document.querySelector(`#${name} svg`);
				observer.observe(plot, { subtree: true, childList: true, attributes: true });
			})
	);
	return Promise.all(waits);
}

function specOf(name) {
	const attributes = new Map([
		['mark', 'histogram'],
		['x', name]
	]);
	const body = `SELECT ts, size, duration FROM sessions`;
	return chart.read({ id: name, attributes, body, line: 1 });
}

/** Pictures that follow a brush, and the milliseconds of each move until they are drawn. */
async function followed(brush, moves) {
	const drawn = [];
	for (const name of names) {
		const target = document.getElementById(name);
		target.replaceChildren();
		const props = { spec: specOf(name), ask, select: () => null, brush };
		drawn.push(new Promise((ondrawn) => mount(Chart, { target, props: { ...props, ondrawn } })));
	}
	await Promise.all(drawn);
	flushSync();
	return timed(moves, (move) => {
		const done = drawnAnew();
		brush.move(brushedAt(move));
		return done;
	});
}

/** A recipe of many cells as an investigation takes an alert through it, so many times anew. */
async function investigated(rows, turns) {
	const engine = await openWasmEngine('memory');
	const own = await engine.connect();
	const schema = schemaStatements();
	for (const statement of [...schema, ...fillingSql(rows)]) await own.query(statement);
	const notebook = readRecipe(recipeText());
	const times = [];
	let failed = [];
	for (let turn = 0; turn < turns; turn++) {
		const investigator = new Investigator(own);
		const world = { values: {}, versionOf: () => 'once' };
		const began = performance.now();
		const { paths } = await investigator.investigate('bench', notebook, world);
		times.push(performance.now() - began);
		const steps = paths.flatMap((path) => path.steps);
		failed = steps
			.filter(({ state }) => state !== 'done')
			.map((step) => `${step.cell} ${step.state} ${step.failure?.message ?? ''}`);
		if (steps.length !== CELLS) failed.push(`${steps.length} steps`);
	}
	await engine.close();
	return { schema, failed, times };
}

globalThis.bench = {
	cells: investigated,
	async prepare(rows) {
		connection = await (await openWasmEngine('memory')).connect();
		await connection.query(sessionsSql(rows));
	},
	/** As the page follows a brush. */
	page(moves) {
		const sums = new BrushSums(timeAxisOf(steps), [], new SumsRoom());
		return followed(new BenchBrush((brushed) => ({ brush: { sums, brushed } })), moves);
	},
	/** The same with the rows asked at each move. */
	rows(moves) {
		const narrowed = (brushed) => ({
			around: (sql) => (brushed === null ? sql : narrowedSql(sql, [brushed.choices]))
		});
		return followed(new BenchBrush(narrowed), moves);
	}
};
globalThis.isReady = true;
