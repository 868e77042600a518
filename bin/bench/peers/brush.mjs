import * as vg from '@uwdata/vgplot';
import { openEngine } from './engine.mjs';
import { cubesOf, linesOf, spanOf } from './cube.mjs';
import { PARTS, SIZE, sessionsSql, views } from './views.mjs';

/** What is measured stands in one page, one after the other, on one database: how long a moved brush takes to be drawn. */
let db;
let connection;

async function numbers(sql) {
	const table = await connection.query(sql);
	const columns = table.schema.fields.map((_, i) => table.getChildAt(i));
	return Array.from({ length: table.numRows }, (_, row) =>
		columns.map((column) => Number(column.get(row)))
	);
}

function drawn(name, parts) {
	const element = document.getElementById(name);
	const most = Math.max(1, ...parts);
	const step = SIZE.width / parts.length;
	const bars = Array.from(parts, (n, i) => {
		const tall = (n / most) * SIZE.height;
		return n === 0 ? '' : `M${i * step} ${SIZE.height}v${-tall}h${step - 0.5}v${tall}z`;
	});
	element.innerHTML = `<svg width="${SIZE.width}" height="${SIZE.height}"><path d="${bars.join('')}"/></svg>`;
}

/** Milliseconds of each brush, until what it changes stands in the document. */
async function timed(brushes, move) {
	const times = [];
	for (const brush of brushes) {
		const began = performance.now();
		await move(brush);
		times.push(performance.now() - began);
	}
	return times;
}

const others = views.slice(1);

window.bench = {
	async prepare(rows) {
		({ db, connection } = await openEngine());
		await connection.query(sessionsSql(rows));
	},
	async cube(brushes) {
		const began = performance.now();
		const cubes = await cubesOf(views, numbers);
		const built = performance.now() - began;
		const move = (brush) => {
			for (const { name } of others) drawn(name, linesOf(cubes.get(name), spanOf(brush, PARTS)));
		};
		return { built, times: await timed(brushes, move) };
	},
	async rows(brushes) {
		const [time] = views;
		const move = async ([from, to]) => {
			const where = `${time.part} BETWEEN ${Math.floor(from * PARTS)} AND ${Math.ceil(to * PARTS) - 1}`;
			for (const { name, part } of others) {
				const sql = `SELECT ${part} AS part, count(*) AS n FROM sessions WHERE ${where} GROUP BY 1`;
				const parts = new Float64Array(PARTS);
				for (const [at, n] of await numbers(sql)) parts[at] = n;
				drawn(name, parts);
			}
		};
		return { built: 0, times: await timed(brushes, move) };
	},
	async vgplot(brushes) {
		const coordinator = vg.coordinator();
		coordinator.databaseConnector(vg.wasmConnector({ duckdb: db, connection }));
		coordinator.manager.logQueries(false);
		const brush = vg.Selection.crossfilter();
		const plots = views.map(({ name, column }) =>
			vg.plot(
				vg.rectY(vg.from('sessions', { filterBy: brush }), {
					...{ x: vg.bin(column, { steps: PARTS }), y: vg.count(), inset: 0.5 }
				}),
				...(name === views[0].name ? [vg.intervalX({ as: brush })] : []),
				vg.width(SIZE.width),
				vg.height(SIZE.height)
			)
		);
		const waits = plots.map((plot) => plot.value);
		plots.forEach((plot) => document.body.append(plot));
		const idle = async () => {
			for (const plot of waits) await Promise.all(plot.marks.map((mark) => mark.pending));
			await coordinator.manager.pendingResults;
		};
		await new Promise((resolve) => setTimeout(resolve, 4000));
		await idle();
		const [first] = waits;
		const interactor = first.interactors[0];
		const rendered = waits.slice(1).map((plot) => watched(plot));
		const [low, high] = views[0].extent;
		const at = (place) => low + place * (high - low);
		const publish = ([from, to]) => {
			const done = Promise.all(rendered.map((each) => each.next()));
			interactor.value = [at(from), at(to)];
			interactor.selection.update(interactor.clause([at(from), at(to)]));
			return done;
		};
		interactor.selection.activate(interactor.clause([at(0.1), at(0.2)]));
		const began = performance.now();
		await publish([0.1, 0.2]);
		const built = performance.now() - began;
		return { built, times: await timed(brushes, publish) };
	}
};

/** Tells when a plot is drawn again. */
function watched(plot) {
	let tell = () => undefined;
	const render = plot.render.bind(plot);
	plot.render = async (...given) => {
		const done = await render(...given);
		tell();
		return done;
	};
	return { next: () => new Promise((resolve) => (tell = resolve)) };
}
window.isReady = true;
