import { statSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { inputFile, inputNames } from './generate/index.mjs';
import { loop, machine } from './machine.mjs';
import { readNatively } from './native.mjs';
import { openPage } from './open-page.mjs';
import { readInPage } from './read-in-page.mjs';

/** The ratio to the native program that must be held, and the one aimed at. */
const goals = {
	eve: { must: 1.5, aim: 1 },
	zeek: { must: 2, aim: 1.2 },
	firewall: { must: 1, aim: 0.5 },
	web: { must: 1, aim: 0.5 },
	pcap: { must: 0.1, aim: 0.02 },
	gzip: { must: 1.5, aim: 1 }
};

/**
 * Reads generated sources in the page and with a native program, one after the other, as an object for JSON:
 * seconds of both, their ratio, and what it cost the tab. `ratio` is to the same columns; `reader_ratio` to what
 * DuckDB's reader gives alone, without Community ID and hash. On a machine that has other work too, `cpu_ratio` is
 * the fairer one: seconds of the processor on both sides, whoever waited for whom. With `--times` each source is
 * read so often on either side, in turns; what is told is the turn whose ratio is the median, and `ratios` of all.
 *
 * With `--against COMMIT` the page of that commit takes the place of the native program.
 */
export async function benchIngest(args) {
	const { rows, only, times, against } = settingsOf(args);
	const { browser, url, former, close } = await openPage(against);
	const measure = former === null ? measured : againstFormer(former.url);
	const loops = [];
	const inputs = [];
	for (const count of rows)
		for (const name of only) {
			const path = await inputFile(name, count);
			loops.push(loop());
			inputs.push(await inTurns(times, () => measure({ name, rows: count, path, url })));
		}
	await close();
	return { machine: machine(browser, loops), against: former?.commit ?? null, inputs };
}

function settingsOf(args) {
	const { values } = parseArgs({
		args,
		options: {
			rows: { type: 'string', default: '100000,1000000' },
			only: { type: 'string', default: inputNames.join() },
			times: { type: 'string', default: '1' },
			against: { type: 'string' }
		}
	});
	const rows = values.rows.split(',').map(Number);
	const only = values.only.split(',');
	const times = Number(values.times);
	const unknown = only.find((name) => !inputNames.includes(name));
	if (unknown !== undefined || [times, ...rows].some((count) => !(count > 0))) {
		process.stderr.write(`--only takes ${inputNames.join()}; --rows and --times take numbers\n`);
		process.exit(2);
	}
	return { rows, only, times, against: values.against };
}

async function inTurns(times, measure) {
	const turns = [];
	for (let turn = 0; turn < times; turn++) turns.push(await measure());
	turns.sort((one, other) => one.ratio - other.ratio);
	return { ...turns[Math.floor(times / 2)], ratios: turns.map(({ ratio }) => ratio) };
}

/** Seconds of this page and of a former one for the same file, whose ratio is told. */
function againstFormer(formerUrl) {
	return async ({ name, rows, path, url }) => {
		process.stderr.write(`${name}, ${rows} rows: before`);
		const former = await readInPage(formerUrl, path);
		process.stderr.write(`, now`);
		const now = await readInPage(url, path);
		process.stderr.write(`\n`);
		return {
			input: name,
			rows,
			bytes: statSync(path).size,
			seconds: round(now.answered),
			former_seconds: round(former.answered),
			ratio: round(now.answered / former.answered),
			cpu_ratio: round(now.cpu / former.cpu)
		};
	};
}

async function measured({ name, rows, path, url }) {
	const bytes = statSync(path).size;
	process.stderr.write(`${name}, ${rows} rows: native`);
	const native = await readNatively(name, path);
	process.stderr.write(`, in the page`);
	const page = await readInPage(url, path);
	process.stderr.write(`\n`);
	const { answered, cpu, ...cost } = page;
	return {
		input: name,
		rows,
		bytes,
		seconds: round(answered),
		native_seconds: native === null ? null : round(native.seconds),
		native: native?.program ?? null,
		ratio: native === null ? null : round(answered / native.seconds),
		native_reader_seconds: native?.reader ? round(native.reader.seconds) : null,
		reader_ratio: native?.reader ? round(answered / native.reader.seconds) : null,
		...goals[name],
		cpu_seconds: round(cpu),
		native_cpu_seconds: native?.cpu ? round(native.cpu) : null,
		cpu_ratio: native?.cpu ? round(cpu / native.cpu) : null,
		mb_per_second: Math.round(bytes / 1e6 / answered),
		...cost
	};
}

function round(value) {
	return Math.round(value * 1000) / 1000;
}
