import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { PageBrush } from '#engine/paging/rows-of-page.ts';
import { selectionSql } from '#engine/sql/condition.ts';
import { linkedPage } from '#investigation/linked.ts';
import { click, expectAccessible, find, settled, show, textOf } from '#test/support/show.ts';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import SelectionLine from './SelectionLine.svelte';
import { SelectionState } from './selection-state.svelte.ts';
import TimeLine from './TimeLine.svelte';

const port: ResultColumn = { name: 'dst_port', type: 'number' };
const status: ResultColumn = { name: 'status', type: 'number' };
const ports = {
	source: 'ports',
	title: 'ports',
	sql: 'SELECT dst_port, count(*) AS n FROM sessions GROUP BY 1'
};
const pages = {
	source: 'pages',
	title: 'pages',
	sql: 'SELECT status FROM web JOIN policy ON true'
};
const hour = { from: 1_168_830_000_000_000n, to: 1_168_833_600_000_000n };

function opened() {
	const services = new StandInServices();
	const state = services.places.all.find(({ state }) => state instanceof SelectionState)!.state;
	return { services, state: state as SelectionState };
}

function choose(
	state: SelectionState,
	of: typeof ports,
	column: ResultColumn,
	is: number,
	adds = false
) {
	state.linked(of).choose({ choice: [{ column, wanted: { is } }], adds })!();
}

function asked(state: SelectionState, of: typeof ports): string {
	const page = linkedPage(state.linked(of), { around: (sql: string) => `SORTED ${sql}` });
	return page.around(of.sql);
}

test('what is chosen in one picture narrows the others, and leaves its own whole with the choice marked', () => {
	const { state } = opened();
	choose(state, ports, port, 443);
	expect(asked(state, ports)).toBe(`SORTED ${ports.sql}`);
	expect(state.linked(ports).chosen).toEqual([[{ column: port, wanted: { is: 443 } }]]);
	expect(state.linked({ ...ports, source: 'others' }).key).toBe('dst_port = 443');
	expect(asked(state, { ...ports, source: 'others' })).toContain(
		'main.sessions WHERE dst_port = 443'
	);
});

test('choices of one picture hold one or another, those of several all at once; each is let go by itself', () => {
	const { state } = opened();
	choose(state, ports, port, 443);
	choose(state, ports, port, 22, true);
	choose(state, pages, status, 404);
	expect(state.key).toBe('(dst_port = 443 OR dst_port = 22) AND status = 404');
	choose(state, ports, port, 443, true);
	expect(state.key).toBe('dst_port = 22 AND status = 404');
	choose(state, ports, port, 80);
	expect(state.key).toBe('dst_port = 80 AND status = 404');
	choose(state, ports, port, 80);
	expect(state.key).toBe('status = 404');
});

test('what is chosen together is one of either, and is let go together', () => {
	const { state } = opened();
	const net = { ...ports, source: 'net', sql: 'SELECT src_ip, dst_ip FROM sessions' };
	const host = (name: string) => [
		{ column: { name, type: 'text' } as const, wanted: { is: '192.0.2.1' } }
	];
	const both = { choice: host('src_ip'), also: [host('dst_ip')] };
	const act = (adds: boolean) => state.linked(net).choose({ ...both, adds })!();
	const either = "(src_ip::VARCHAR = '192.0.2.1' OR dst_ip::VARCHAR = '192.0.2.1')";
	act(false);
	expect(state.key).toBe(either);
	act(true);
	expect(state.key).toBe('');
	state.linked(net).choose({ choice: host('src_ip'), adds: false })!();
	act(true);
	expect(state.key).toBe(either);
});

test('what is worked out of many rows cannot be chosen', () => {
	const { state } = opened();
	const n: ResultColumn = { name: 'n', type: 'number' };
	const element = document.createElement('span');
	expect(
		state.linked(ports).choose({ choice: [{ column: n, wanted: { is: 3 } }], adds: false })
	).toBeNull();
	const spot = state.linked(ports).spot({ columns: [port, n], row: [22, 3], column: 1, element });
	expect(spot.acts).toEqual([]);
	const [act] = state.linked(ports).spot({ ...spot, column: 0 }).acts!;
	act!.act();
	expect(state.key).toBe('dst_port = 22');
});

test('a selection says how many rows it leaves, what has no such column, and what is read whole', async () => {
	const { state } = opened();
	state.narrow(hour);
	choose(state, ports, port, 443);
	const told = () => state.linked(pages).told!;
	expect(told()).toMatchObject({
		tables: [{ table: 'web', selected: null, rows: 628, lacks: [] }],
		whole: ['policy']
	});
	const titled = { ...ports, source: 'dns', sql: 'FROM files' };
	choose(state, pages, status, 404);
	expect(state.linked(titled).told!.tables[0]!.lacks).toEqual(['status']);
	told().count();
	await settled();
	expect(told().tables[0]!.selected).not.toBeNull();
});

test('one line shows all that is selected in words and as SQL, and lets each or all of it go; it is undone in order', async () => {
	const { services, state } = opened();
	state.narrow(hour);
	choose(state, ports, port, 443);
	const page = show(SelectionLine, { state });
	expect(textOf(page)).toContain('ts from 2007-01-15 03:00:00 to 04:00:00 UTC by the line of time');
	expect(textOf(page)).toContain('dst_port is 443 by ports');
	expect(textOf(page)).toContain(
		"ts BETWEEN TIMESTAMP '2007-01-15 03:00:00' AND TIMESTAMP '2007-01-15 04:00:00' AND dst_port = 443"
	);
	expect(textOf(page)).toContain('verdicts are always asked over all data');
	await expectAccessible(page);
	click(page, 'button', 'Let go: dst_port is 443');
	expect(state.key).not.toContain('443');
	click(page, 'button', 'All rows again');
	expect(textOf(page)).toBe('');
	for (const key of ['ts BETWEEN', '443', '443']) {
		await services.history.undo();
		expect(state.key).toContain(key === '443' ? '' : key);
	}
	expect(state.span).toEqual(hour);
	await services.history.undo();
	await services.history.redo();
});

test('arrow keys over the bars make a time, move and widen it, and it is selected when they are let go', async () => {
	const { state } = opened();
	const page = show(TimeLine, { state });
	await settled();
	const bars = find(page, '[role=slider]');
	const key = (type: string, name: string) => {
		bars.dispatchEvent(new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true }));
		flushSync();
	};
	key('keydown', 'ArrowRight');
	expect(state.span).toBeNull();
	expect(bars.getAttribute('aria-valuetext')).toMatch(/ to /);
	key('keyup', 'ArrowRight');
	const first = state.span!;
	for (const name of ['ArrowRight', 'ArrowUp', 'ArrowUp']) key('keydown', name);
	key('keyup', 'ArrowUp');
	expect(state.span!.to > first.to).toBe(true);
	expect(state.clauses).toHaveLength(1);
	key('keydown', 'ArrowRight');
	key('keydown', 'Escape');
	key('keyup', 'Escape');
	expect(bars.getAttribute('aria-valuetext')).toMatch(/ to /);
});

test('a time that is typed over the bars is the one that is selected, and another case begins with none', async () => {
	const { state } = opened();
	const page = show(TimeLine, { state });
	await settled();
	const field = (name: string) => page.querySelector<HTMLInputElement>(`input[name=${name}]`)!;
	field('from').value = '2007-01-15 03:00';
	field('to').value = '2007-01-15 02:00';
	click(page, 'button', 'Only this time');
	expect(textOf(page)).toContain('The end is before the beginning.');
	field('to').value = '2007-01-15 04:00:00';
	find(page, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
	await settled();
	expect(state.span).toEqual(hour);
	await state.enter();
	expect(state.clauses).toEqual([]);
});

test('while a time is drawn the fields, the words, the SQL and the rows that follow have the same ends', async () => {
	const { state } = opened();
	const [line, selected] = [show(TimeLine, { state }), show(SelectionLine, { state })];
	await settled();
	const bars = find(line, '[role=slider]');
	const press = (key: string) => {
		bars.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
		flushSync();
	};
	const seen: string[] = [];
	for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
		press(key);
		const [from, to] = ['from', 'to'].map(
			(name) => line.querySelector<HTMLInputElement>(`input[name=${name}]`)!.value
		);
		const sql = `ts BETWEEN TIMESTAMP '${from}' AND TIMESTAMP '${to}'`;
		expect(textOf(selected)).toContain(sql);
		expect(textOf(selected)).toContain(`ts ${clauseTime(bars)}`);
		const { brush } = state.linked(ports).brush!.holding()({} as { brush?: PageBrush });
		expect(selectionSql([brush!.brushed!.choices])).toBe(sql);
		expect(state.clauses).toEqual([]);
		seen.push(sql);
	}
	expect(new Set(seen).size).toBeGreaterThan(1);
	press('Escape');
	expect(textOf(selected)).toBe('');
});

/** As the slider tells its time, and the words of a clause do. */
function clauseTime(slider: HTMLElement): string {
	return `from ${slider.getAttribute('aria-valuetext')!}`;
}
