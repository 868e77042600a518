import { countText } from '#lib/format-number.ts';
import type { Value } from '#tables/value.ts';
import type { AlertRow } from '#investigation/result.ts';
import type { Cell } from '#notebook/notebook.ts';
import { notLinked, type Linked } from '#investigation/linked.ts';
import type { StepTools } from '#investigation/step-tools.ts';
import { hasBytesIn } from './has-bytes.ts';
import { packetOf } from './packet-of.ts';
import type { Services } from './services.ts';

/** Words beside values of an alert, wherever they stand. */
export function badgesOf(alert: AlertRow | null): ReadonlyMap<Value, string> {
	const found = new Map<Value, string>();
	if (alert?.dst_ip) found.set(alert.dst_ip, 'target');
	if (alert?.src_ip) found.set(alert.src_ip, 'source');
	return found;
}

const nothingPinned: ReadonlySet<string> = new Set();

/** What can be done with a step, by the services of the page; what is read of it is reactive. */
export function stepToolsOf(services: Services): StepTools {
	const { runs, recipes, ask } = services;
	return {
		rowsOf: (cell, rows) => runs.rowsOf(cell, rows),
		ask: (sql, rows) => runs.askAbout(sql, rows),
		linked: (cell) => linkedCell(services, cell),
		get isNarrowed() {
			return (ask('selection')?.().clauses.length ?? 0) > 0;
		},
		rowsKeyOf: (cell) => runs.rowsKeyOf(cell),
		isHeld: (cell) => runs.held.has(cell),
		setParameter: (name, value) => void recipes.setParameter(name, value),
		parameterNow: (name) => ({
			value: services.recipe.values[name] ?? null,
			failure: services.recipe.parameterFailures[name] ?? null
		}),
		editSql: (cell, sql) => recipes.editSql(cell, sql),
		run: () => void runs.run(),
		runStopped: (cell) => void runs.runStopped(cell),
		openBytes: (place) => ask('openBytes')?.(place),
		packetOf: (place) => packetOf(services.sources, place),
		followStream: (flow) => ask('followStream')?.(flow),
		hasBytes: (sourceId) => hasBytesIn(services.data)(sourceId),
		unreadBehind: (cell) => unreadSentences(services, cell),
		openPivot: (spot) => ask('openPivot')?.(spot),
		pinAnswer: (cell) => void ask('pins')?.().pinAnswer(cell),
		pinsOf: (cell) => ({
			has: (columns, row) => (ask('pins')?.().rowPinOf(cell, columns, row) ?? null) !== null,
			toggle: (columns, row) => void ask('pins')?.().pinRow(cell, columns, row)
		}),
		get pinned() {
			return ask('pins')?.().pinnedCells ?? nothingPinned;
		},
		get badges() {
			return badgesOf(services.alerts.current);
		}
	};
}

function linkedCell({ recipe, ask }: Services, cell: Cell): Linked {
	const { id } = cell.spec;
	const sql = recipe.notebook?.analysis.of(cell).sql ?? cell.sql;
	return ask('selection')?.().linked({ source: id, title: id, sql }) ?? notLinked;
}

function unreadSentences({ recipe, sources }: Services, cell: Cell): string[] {
	const tables = recipe.notebook?.analysis.of(cell).tables ?? [];
	return sources
		.readBy(tables)
		.filter(({ rejects }) => rejects.length > 0)
		.map(
			({ source, rejects }) =>
				`${countText(rejects.length, 'record')} of ${source} could not be read.`
		);
}
