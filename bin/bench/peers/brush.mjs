import * as vg from '@uwdata/vgplot';
import { openEngine } from './engine.mjs';
import { mosaicBrush } from './mosaic.mjs';
import { PARTS, SIZE, sessionsSql, views } from './views.mjs';
import { FIRST, timed } from './timed.mjs';

/** What is measured stands in one page, one after the other, on one database: how long a moved brush takes to be drawn. */
let db;
let connection;

window.bench = {
	async prepare(rows) {
		({ db, connection } = await openEngine());
		await connection.query(sessionsSql(rows));
	},
	/** Views that are queries of Mosaic's own making, drawn without a library. */
	mosaic: (brushes) => mosaicBrush({ db, connection, isOurs: false }, brushes),
	/** The same views over a statement as our cells hold them: text that an analyst wrote. */
	mosaic_of_text: (brushes) => mosaicBrush({ db, connection, isOurs: true }, brushes),
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
		interactor.selection.activate(interactor.clause(FIRST.map(at)));
		return timed(brushes, publish);
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
