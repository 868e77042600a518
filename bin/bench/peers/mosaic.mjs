import {
	clauseInterval,
	Coordinator,
	MosaicClient,
	Selection,
	wasmConnector
} from '@uwdata/mosaic-core';
import { count, Query, verbatim } from '@uwdata/mosaic-sql';
import { FIRST, timed } from './timed.mjs';
import { SIZE, views } from './views.mjs';

/** One view of bars, by Mosaic's coordinator and its sums, drawn as a path. */
class Bars extends MosaicClient {
	#view;
	#from;
	#told = () => undefined;

	constructor(selection, view, from) {
		super(selection);
		this.#view = view;
		this.#from = from;
	}

	get filterStable() {
		return true;
	}

	query(filter = []) {
		return Query.from(this.#from)
			.select({ part: verbatim(this.#view.part), n: count() })
			.groupby('part')
			.where(filter);
	}

	queryResult(data) {
		const rows = Array.from(data);
		const most = Math.max(1, ...rows.map(({ n }) => Number(n)));
		const bars = rows.map(({ part, n }) => {
			const tall = (Number(n) / most) * SIZE.height;
			return `M${part * 16} ${SIZE.height}v${-tall}h15v${tall}z`;
		});
		document.getElementById(this.#view.name).innerHTML =
			`<svg width="${SIZE.width}" height="${SIZE.height}"><path d="${bars.join('')}"/></svg>`;
		this.#told();
		return this;
	}

	next() {
		return new Promise((resolve) => (this.#told = resolve));
	}
}

/** @param isOurs whether the views read a statement as text, which is what a cell has, and not the table */
export async function mosaicBrush({ db, connection, isOurs }, brushes) {
	const coordinator = new Coordinator(wasmConnector({ duckdb: db, connection }), {
		logger: null
	});
	const selection = Selection.crossfilter();
	const from = isOurs
		? { rows: verbatim('(SELECT second, size, duration FROM sessions)') }
		: 'sessions';
	const [time, ...others] = views;
	const clients = others.map((view) => new Bars(selection, view, from));
	const first = clients.map((client) => client.next());
	for (const client of clients) coordinator.connect(client);
	await Promise.all(first);
	const source = { name: 'brush' };
	const [low, high] = time.extent;
	const at = (place) => low + place * (high - low);
	const clauseOf = ([a, b]) =>
		clauseInterval(time.column, [at(a), at(b)], {
			source,
			scale: { type: 'linear', domain: time.extent, range: [0, SIZE.width] },
			bin: 'floor',
			pixelSize: 2
		});
	const publish = (brush) => {
		const done = Promise.all(clients.map((client) => client.next()));
		selection.update(clauseOf(brush));
		return done;
	};
	selection.activate(clauseOf(FIRST));
	return timed(brushes, publish);
}
