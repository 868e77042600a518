import { parseArgs } from 'node:util';
import { serve } from '../../serve.mjs';
import { loop, machine } from '../machine.mjs';
import { openPage } from '../open-page.mjs';
import { measureBrush } from './brush.mjs';
import { peerPages } from './peer-pages.mjs';
import { ownPage } from './own-page.mjs';
import { measureCells } from './cells.mjs';
import { measureEdits } from './question.mjs';
import { measureScripts } from './scripts.mjs';
import { measureTasks } from './tasks.mjs';
import { coldVisit, secondVisits, toOne, toVerdict } from './visits.mjs';

const options = {
	against: { type: 'string' },
	only: { type: 'string' },
	rows: { type: 'string', default: '1000000' },
	records: { type: 'string', default: '50000' },
	visits: { type: 'string', default: '5' },
	'cell-rows': { type: 'string', default: '1000000' }
};

/**
 * What the notebook costs, each figure beside what it must and what it aims at, as an object for JSON. A figure that
 * could not be taken is null and says why; the others are taken all the same.
 */
export async function benchNotebook(args) {
	const { values } = parseArgs({ args, options });
	const asked = values.only?.split(',') ?? Object.keys(groups);
	const wrong = asked.find((name) => groups[name] === undefined);
	if (wrong !== undefined) throw new Error(`--only takes ${Object.keys(groups)}: ${wrong}`);
	const loops = [loop()];
	const { browser, url, former, close } = await openPage(values.against);
	const peers = await servedPeers(asked);
	const given = { browser, url, former, peers: peers?.url ?? null, ...sizesOf(values) };
	const rows = [];
	for (const name of asked) {
		process.stderr.write(`measuring: ${name}\n`);
		rows.push(...(await groups[name](given).catch((error) => [missing(name, error.message)])));
		loops.push(loop());
	}
	await close();
	await peers?.close();
	return { machine: machine(browser, loops), against: former?.commit ?? null, rows };
}

function sizesOf({ rows, records, visits, 'cell-rows': cell }) {
	const [sessions, read, times, cellRows] = [rows, records, visits, cell].map(Number);
	if (![sessions, read, times, cellRows].every((each) => Number.isSafeInteger(each) && each > 0))
		throw new Error('--rows, --records, --visits and --cell-rows take whole numbers above zero');
	return { sessions, read, times, cellRows };
}

async function servedPeers(asked) {
	if (!asked.some((name) => ['brush', 'cold', 'second'].includes(name))) return null;
	try {
		return await serve({ root: await peerPages() });
	} catch (error) {
		process.stderr.write(`without peers: ${error.message}\n`);
		return null;
	}
}

const groups = { scripts, edit, tasks, cold, second, brush, cells };

async function scripts({ browser, url }) {
	const { kb, ...of } = await measureScripts(browser, url);
	const what = 'scripts of the main thread before the first drop is possible, gzip';
	return [told(what, kb, { unit: 'kB', must: 220, aim: 150 }, of)];
}

async function edit({ browser, url }) {
	const times = await measureEdits(browser, url);
	const what = 'edit of a question about one alert to its new result on screen, median';
	const of = { times: times.map(Math.round) };
	return [told(what, median(times), { unit: 'ms', must: 100, aim: 50 }, of)];
}

async function tasks({ browser, url, read }) {
	const found = await measureTasks(browser, url, read);
	return Object.entries(found).map(([name, ms]) =>
		told(`longest task of the main thread while ${name}`, ms, { unit: 'ms', must: 50, aim: 20 })
	);
}

async function cold({ browser, url, former, peers, times }) {
	const aims = [toVerdict(url), former && toVerdict(former.url), peers && toOne(peers)];
	const taken = aims.map(() => []);
	for (let turn = 0; turn <= times; turn++)
		for (const [i, aim] of aims.entries()) {
			const ms = aim === null ? null : await coldVisit(browser, aim);
			// The first turn fills the caches of the system.
			if (turn > 0 && ms !== null) taken[i].push(ms);
		}
	const [now, before, one] = taken.map(median);
	return [
		told('first verdict cold, against the former build', ratio(now, before), goal(0.9, 0.6), {
			now_ms: now,
			former_ms: before
		}),
		told('first verdict cold, against SELECT 1 in a bare page', ratio(now, one), goal(1.5, 1.2), {
			now_ms: now,
			bare_ms: one
		})
	];
}

async function second({ url, peers, times }) {
	const what = 'first verdict at a second visit, against SELECT 1 in a bare page';
	if (peers === null) return [missing(what, 'there is no bare page')];
	const [now, one] = (await secondVisits([toVerdict(url), toOne(peers)], times)).map(median);
	return [told(what, ratio(now, one), goal(1.3, 1), { now_ms: now, bare_ms: one })];
}

async function brush({ browser, peers, sessions }) {
	if (peers === null) throw new Error('there is no page of peers');
	const own = await serve({ root: await ownPage() });
	const found = await measureBrush(browser, { own: own.url, peers }, sessions);
	await own.close();
	const of = { sessions, ...found };
	const [page, rows, vgplot, mosaic, text] = [
		'page',
		'rows',
		'vgplot',
		'mosaic',
		'mosaic_of_text'
	].map((way) => found[way].p95);
	return [
		told('brush over three linked views, against vgplot', ratio(page, vgplot), goal(1, 0.5), of),
		told('the same against rows asked each time', ratio(page, rows), goal(0.1, 0.03)),
		{
			what: 'the same by Mosaic without its plots, of its own queries and of text, against rows asked each time',
			value: [ratio(mosaic, rows), ratio(text, rows)]
		}
	];
}

async function cells({ browser, cellRows }) {
	const own = await serve({ root: await ownPage() });
	const { page, native } = await measureCells(browser, own.url, cellRows);
	await own.close();
	const what = '60 cells over the sessions, all run, against native DuckDB on one thread';
	const of = { sessions: cellRows, page_ms: Math.round(page), native_ms: Math.round(native) };
	return [told(what, ratio(page, native), goal(2, 1.3), of)];
}

function goal(must, aim) {
	return { unit: 'ratio', must, aim };
}

function told(what, value, { unit, must, aim }, of = {}) {
	return { what, value, unit, must, aim, holds: value === null ? null : value <= must, ...of };
}

function missing(what, why) {
	return { what, value: null, why };
}

/** Null of nothing. */
function median(values) {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted.length === 0 ? null : Math.round(sorted[sorted.length >> 1]);
}

function ratio(one, other) {
	return one === null || other === null ? null : Math.round((one / other) * 1000) / 1000;
}
