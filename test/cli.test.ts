import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventTables } from '#tables/event-tables.ts';
import { incidents } from '#datasets/incidents/index.ts';
import { formats } from '#datasets/index.ts';
import { program } from '../src/cli/program.ts';
import { incidentsFolder } from './support/incident-files.ts';

// The first call builds the program.
vi.setConfig({ testTimeout: 120_000 });

const sources = join(incidentsFolder, 'block-listed-source/sources');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lookdeeper-')));
const calledFrom = process.cwd();
beforeAll(() => process.chdir(folder));
afterAll(() => {
	process.chdir(calledFrom);
	rmSync(folder, { recursive: true });
});

interface Said {
	status: number | null;
	stdout: string;
	stderr: string;
	/** Those of stdout that are not empty. */
	lines: string[];
}

/** The program as its own process runs it, within this one: to start Node takes longer than most commands. */
async function lookdeeper(...args: string[]): Promise<Said> {
	let [stdout, stderr] = ['', ''];
	const status = await program(args, {
		print: async (line) => void (stdout += `${line}\n`),
		complain: (line) => void (stderr += `${line}\n`)
	});
	return { status, stdout, stderr, lines: stdout.split('\n').filter(Boolean) };
}

/** The same in a process of its own. */
function started(...args: string[]): Omit<Said, 'lines'> {
	const file = join(import.meta.dirname, '../bin/lookdeeper.mjs');
	return spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', cwd: folder });
}

function objects(lines: string[]): Record<string, unknown>[] {
	return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function file(name: string, text: string): string {
	writeFileSync(join(folder, name), text);
	return name;
}

describe('read', () => {
	it('prints one object per event: its table and every column of that table, absent values null', async () => {
		const { status, lines } = await lookdeeper('read', join(sources, 'fw-1.log'), '--year', '2007');
		expect(status).toBe(0);
		expect(lines).toHaveLength(628);
		const [first] = objects(lines);
		const columns = eventTables.firewall.columns.map(({ name }) => name);
		expect(Object.keys(first!)).toEqual(['table', ...columns]);
		expect(first).toMatchObject({ table: 'firewall', record: 1, byte_offset: 0, device: 'fw-1' });
		expect(first!.ts).toMatch(/^2007-01-15T\d\d:\d\d:\d\d\.\d{6}Z$/);
	});

	it('--receipt prints one receipt per file, with every reject', async () => {
		const cut = file(
			'cut.log',
			'not a log line\n01/15-03:17:36.0 [**] [1:2:3] a [**] {TCP} 192.0.2.1:1 -> 192.0.2.2:70000\n01/15-03:17:36.0 [**] [1:2:3] a [**] {TCP} 192.0.2.1:1 -> 192.0.2.2:80\n'
		);
		const { lines } = await lookdeeper('read', '--receipt', cut, join(sources, 'conn.log'));
		const [fast, zeek] = objects(lines);
		expect(fast).toMatchObject({ source: 'cut.log', records: 3, rows: { alerts: 1 } });
		expect(fast!.rejects).toMatchObject([
			{ record: 1, byte_offset: 0 },
			{ record: 2, byte_offset: 15, reason: expect.stringContaining('70000') }
		]);
		expect(zeek).toMatchObject({ format: 'zeek', records: 774, rows: { sessions: 774 } });
	});
});

describe('read of several files', () => {
	it('reads those behind one that cannot be read, says each that failed on stderr, and exits with 3', async () => {
		const odd = file('odd.log', 'nothing that is known\n');
		const good = join(sources, 'fast.log');
		const alone = await lookdeeper('read', good);
		const all = await lookdeeper('read', odd, good, 'gone.log');
		expect([all.status, all.lines]).toEqual([3, alone.lines]);
		const told = all.stderr.trimEnd().split('\n');
		expect(told).toEqual([
			expect.stringMatching(/^input not recognised: .*odd\.log/),
			expect.stringMatching(/^input not readable: .*gone\.log/)
		]);
		const receipts = await lookdeeper('read', '--receipt', odd, good);
		expect([receipts.status, receipts.lines.length]).toEqual([3, 1]);
	});
});

describe('read --map', () => {
	it('makes event rows of columns that no format knows, and names a mapping that is none', async () => {
		const table = file('any.csv', 'when,who\n2026-01-02T03:04:05Z,192.0.2.1\n');
		const mapping = { table: 'host', columns: { ts: 'when', src_ip: 'who' } };
		const good = await lookdeeper(
			'read',
			table,
			'--map',
			file('map.json', JSON.stringify(mapping))
		);
		expect(objects(good.lines)).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					table: 'host',
					ts: '2026-01-02T03:04:05.000000Z',
					src_ip: '192.0.2.1'
				})
			])
		);
		const list = file('list.csv', 'netz,grund\n198.51.100.9/25,scans\n');
		const listed = { table: 'intel', columns: { indicator: 'netz', note: 'grund' } };
		const facts = await lookdeeper(
			'read',
			list,
			'--map',
			file('intel.json', JSON.stringify(listed))
		);
		expect(objects(facts.lines)[0]).toMatchObject({
			table: 'intel',
			indicator: '198.51.100.0/25',
			kind: 'cidr',
			list: 'list.csv',
			note: 'scans'
		});
		const bad = await lookdeeper('read', table, '--map', file('bad.json', '{"table":"hosts"}'));
		expect(bad.status).toBe(2);
		expect(bad.stderr).toMatch(/no table of alerts.*: hosts \(in .*bad\.json\)/);
	});
});

describe('run', () => {
	it('refuses a recipe whose query hides a source of the same name, as the page does', async () => {
		const recipe = file(
			'hiding.md',
			`---
lookdeeper: 1
id: hiding
title: Hiding
paths: { p: { title: P, stop: end } }
---

\`\`\`sql {query=conn_log}
SELECT 1
\`\`\`
`
		);
		const { status, stdout, stderr } = await lookdeeper(
			'run',
			`./${recipe}`,
			'--incident',
			'drifted-policy'
		);
		expect([status, stdout]).toEqual([3, '']);
		expect(stderr).toContain(
			'recipe not valid: line 8: the query hides a source of the same name, so nothing was run: conn_log'
		);
	});

	it('prints alert, both paths, trusts, coverage and comparison of an incident', () => {
		const { status, stdout } = started(
			'run',
			'block-listed-source',
			'--incident',
			'drifted-policy'
		);
		expect(status).toBe(0);
		const report = JSON.parse(stdout) as { paths: Record<string, { steps: object[] }> };
		expect(report).toMatchObject({
			alert: { src_ip: '203.113.188.203', ts: '2007-01-15T03:17:36.000000Z' },
			paths: {
				triage: { verdict: 'insufficient data' },
				'deep-dive': { verdict: 'true positive' }
			},
			comparison: { agree: false },
			recipe: {
				id: 'block-listed-source',
				tags: ['block list', 'triage', 'network'],
				applies: true,
				because: 'it is written for “*DROP*Block Listed*”'
			},
			missing: []
		});
		const [step] = report.paths.triage!.steps;
		expect(Object.keys(step!)).toEqual(
			expect.arrayContaining(['cell', 'role', 'question', 'outcome', 'because', 'rows', 'ms'])
		);
	});

	it.each([
		[['--incident', 'drifted-policy'], 'block-listed-source'],
		[['--data', join(sources, 'fast.log'), '--every-alert'], null]
	])('where no recipe is named, %j is asked by that which fits it', async (of, id) => {
		const { stdout } = await lookdeeper('run', ...of);
		const [first] = stdout.split('\n');
		const report = JSON.parse(first!) as { recipe?: { id: string }; applies?: boolean };
		expect([report.recipe?.id ?? null, report.recipe ?? report.applies]).toEqual([
			id,
			id === null ? true : expect.anything()
		]);
	});

	it('--every-alert prints a line per alert and the agreement last', async () => {
		const { lines } = await lookdeeper(
			'run',
			'block-listed-source',
			'--incident',
			'block-listed-source',
			'--every-alert'
		);
		const rows = objects(lines);
		expect(rows).toHaveLength(26);
		expect(rows.at(-1)).toMatchObject({ agreement: { alerts: 25 }, failures: [], missing: [] });
		const applying = rows.filter(({ applies }) => applies === true);
		for (const { alert } of applying)
			expect((alert as { signature: string }).signature).toMatch(/DROP.*Block Listed|DSHIELD/i);
		expect(applying.length).toBeGreaterThan(0);
		expect(applying.length + rows.filter(({ applies }) => applies === false).length).toBe(25);
	});

	it('says what the recipe was written for and needs, where alert and data are others', async () => {
		const recipe = file(
			'fit.md',
			`---\nlookdeeper: 1\nid: fit\ntitle: Fit\napplies_to: [1:2003]\nneeds:\n  web: [host]\n  alerts: [ts, flow_id, tss]\npaths: { triage: { title: T } }\n---\n\`\`\`sql {check=a path=triage}\nSELECT 'clear' AS outcome, 'so' AS because\n\`\`\`\n\`\`\`sql {verdict path=triage}\nSELECT 'test' AS outcome, 'so' AS because FROM steps\n\`\`\`\n`
		);
		const { stdout } = await lookdeeper('run', recipe, '--data', join(sources, 'alert.sguil.txt'));
		expect(JSON.parse(stdout)).toMatchObject({
			recipe: { applies: null, because: expect.stringContaining('no rule id') },
			missing: [
				{ table: 'web', columns: null },
				{ table: 'alerts', columns: ['flow_id'] }
			],
			problems: [{ line: 8, message: expect.stringContaining('unknown column of alerts: tss') }],
			paths: { triage: { verdict: 'test' } }
		});
	});

	it('lists each source with its rows and how much of it could not be read, for one alert and for every', async () => {
		const recipe = file(
			'listed.md',
			`---\nlookdeeper: 1\nid: listed\ntitle: Listed\npaths: { triage: { title: T } }\n---\n\`\`\`sql {check=a path=triage}\nSELECT 'clear' AS outcome, 'so' AS because\n\`\`\`\n\`\`\`sql {verdict path=triage}\nSELECT 'other' AS outcome, 'so' AS because FROM steps\n\`\`\`\n`
		);
		const request = (minute: string) =>
			`203.0.113.9 - - [15/Jan/2007:03:${minute} +0000] "GET / HTTP/1.1" 200 12 "-" "curl/8"\n`;
		const web = file('unread.log', `${request('17:30')}203.0.113.9 - - [15\n${request('18:30')}`);
		const given = ['run', recipe, '--data', web, join(sources, 'alert.sguil.txt')];
		const one = JSON.parse((await lookdeeper(...given)).stdout);
		expect(one.sources).toMatchObject([
			{
				...{ name: 'unread.log', records: 3, rows: { web: 2 }, rejects: 1 },
				first_reject: { record: 2, reason: expect.any(String) }
			},
			{ name: 'alert.sguil.txt', rows: { alerts: 1 }, rejects: 0, first_reject: null }
		]);
		const { stdout } = await lookdeeper(...given, '--every-alert');
		expect(JSON.parse(stdout.trim().split('\n').at(-1)!).sources).toEqual(one.sources);
	});

	it('reads each file of --data by the host, year and zone that are said of it', async () => {
		const recipe = file(
			'told.md',
			`---\nlookdeeper: 1\nid: told\ntitle: Told\npaths: { triage: { title: T } }\n---\n\`\`\`sql {check=a path=triage}\nSELECT 'clear' AS outcome, string_agg(DISTINCT concat_ws(' ', device, ts, 'of', host), '; ' ORDER BY concat_ws(' ', device, ts, 'of', host)) AS because FROM (SELECT device, NULL AS host, ts FROM firewall UNION ALL BY NAME SELECT host, ts FROM host)\n\`\`\`\n`
		);
		const packet = (time: string) =>
			`${time} kernel: IN=eth0 OUT= SRC=192.0.2.1 DST=192.0.2.2 LEN=40 PROTO=TCP SPT=1 DPT=2\n`;
		const [one, other] = [
			file('one.log', packet('Jan 15 03:17:36 fw-9')),
			file('other.log', packet('Jan 15 03:17:37 fw-9'))
		];
		const said = ['--year', '2007', '--year', `${other}=2008`, '--zone', `${other}=Europe/Berlin`];
		const alert = join(sources, 'alert.sguil.txt');
		const { stdout, stderr } = await lookdeeper(
			'run',
			recipe,
			'--data',
			one,
			other,
			alert,
			...said
		);
		expect(stderr).toBe('');
		expect(JSON.parse(stdout)).toMatchObject({
			paths: {
				triage: {
					steps: [{ because: 'fw-9 2007-01-15 03:17:36 of; fw-9 2008-01-15 02:17:37 of' }]
				}
			}
		});
	});

	it('takes files, a recipe by path, and a parameter; a cell that cannot be read keeps the verdict from closing', async () => {
		const alert = join(sources, 'alert.sguil.txt');
		const recipe = file(
			'mine.md',
			`---\nlookdeeper: 1\nid: mine\ntitle: Mine\nparameters: { least: { type: integer, default: 1 } }\npaths: { triage: { title: T } }\n---\n\`\`\`sql {check=count path=triage}\nSELECT CASE WHEN count(*) >= getvariable('least') THEN 'concern' ELSE 'clear' END AS outcome, counted(count(*), 'alert') AS because FROM alerts\n\`\`\`\n\`\`\`sql {chek=b}\nSELECT 1\n\`\`\`\n\`\`\`sql {verdict path=triage}\nSELECT max(CASE outcome WHEN 'concern' THEN 'suspicious' ELSE 'disregard' END) AS outcome, 'so' AS because FROM steps\n\`\`\`\n`
		);
		const verdictOf = async (...more: string[]) => {
			const report = JSON.parse(
				(await lookdeeper('run', recipe, '--data', alert, ...more)).stdout
			) as {
				paths: { triage: { verdict: string } };
				problems: { line: number; message: string }[];
			};
			expect(report.problems).toMatchObject([
				{ line: 11, message: expect.stringContaining('chek') }
			]);
			return report.paths.triage.verdict;
		};
		expect(await verdictOf()).toBe('suspicious');
		expect(await verdictOf('--set', 'least=2')).toBe('insufficient data');
	});
});

describe('run, of what is not as it should be,', () => {
	const head =
		'---\nlookdeeper: 1\nid: odd\ntitle: Odd\npaths: { triage: { title: T, stop: end } }\n---\n';
	const check = (id: string, sql: string) =>
		`\`\`\`sql {check=${id} path=triage}\n${sql}\n\`\`\`\n`;
	const verdict = `\`\`\`sql {verdict path=triage}\nSELECT 'test' AS outcome, 'so' AS because FROM steps\n\`\`\`\n`;
	const clear = (because: string) => `SELECT 'clear' AS outcome, ${because} AS because`;
	const alert = join(sources, 'alert.sguil.txt');

	it('prints what was answered beside a cell that may not do what it would', async () => {
		const effects = [
			["'a' FROM enable_logging(storage = 'stdout')", 'enable_logging'],
			["write_log('x')", 'write_log'],
			['setseed(0.5)', 'setseed'],
			["content FROM read_text('.tmp/*')", 'read_text'],
			["current_setting('home_directory')", 'current_setting']
		] as const;
		const cells = effects.map(([sql], i) => check(`c${i}`, clear(sql)));
		const recipe = file('odd.md', head + check('good', clear("'so'")) + cells.join('') + verdict);
		const { status, stdout, stderr } = await lookdeeper('run', recipe, '--data', alert);
		const { paths } = JSON.parse(stdout) as { paths: { triage: { steps: object[] } } };
		expect([status, stderr]).toEqual([0, '']);
		expect(paths.triage.steps).toMatchObject([
			{ cell: 'good', outcome: 'clear', because: 'so' },
			...effects.map(([, name]) => ({
				state: 'failed',
				failure: {
					message: expect.stringContaining(`the function ${name} may not be used here`),
					position: expect.any(Number)
				}
			}))
		]);
		expect(stdout).not.toContain(folder);
	});

	it('takes a file that is given twice once, and says so', async () => {
		const again = file('again.txt', readFileSync(alert, 'utf8'));
		const recipe = file(
			'count.md',
			head + check('count', `${clear("counted(count(*), 'alert')")} FROM alerts`) + verdict
		);
		const { stdout } = await lookdeeper('run', recipe, '--data', alert, again, alert);
		expect(JSON.parse(stdout)).toMatchObject({
			notes: [
				`again.txt was not taken: it has the same bytes as ${alert}`,
				`${alert} was not taken: it has the same bytes as ${alert}`
			],
			paths: { triage: { steps: [{ because: '1 alert' }] } }
		});
	});

	it('writes what a terminal would obey as escapes', async () => {
		const odd = file(
			'odd\u202egpj.csv',
			'when,who\n2026-01-02T03:04:05Z,a\u009b31m\u007f\u202eb\u001b[2J\n'
		);
		const mapping = { table: 'host', columns: { ts: 'when', user: 'who' } };
		const map = file('odd.json', JSON.stringify(mapping));
		const { stdout, lines } = await lookdeeper('read', odd, '--map', map);
		expect(stdout).toContain('a\\u009b31m\\u007f\\u202eb\\u001b[2J');
		expect(objects(lines)).toContainEqual(
			expect.objectContaining({ user: 'a\u009b31m\u007f\u202eb\u001b[2J' })
		);
		const { stderr } = await lookdeeper('read', 'none\u202e\u001b[2J.csv');
		expect(stderr).toContain('none\\u202e\\u001b[2J.csv');
		expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
	});
});

describe('lists and help', () => {
	it('formats, incidents and recipes are one object a line', async () => {
		expect(objects((await lookdeeper('formats')).lines).map(({ name }) => name)).toEqual(
			formats.map(({ name }) => name)
		);
		expect((await lookdeeper('incidents')).lines).toHaveLength(incidents.length);
		expect(objects((await lookdeeper('recipes')).lines)).toContainEqual(
			expect.objectContaining({
				id: 'block-listed-source',
				tags: expect.arrayContaining(['triage'])
			})
		);
	});
	it('--help says what there is', () => {
		const { status, stdout } = started('--help');
		expect(status).toBe(0);
		expect(stdout).toContain('lookdeeper read FILE');
	});
});

it('a process of its own ends with the code of the failure, which alone it says, on stderr', () => {
	const { status, stdout, stderr } = started('read', 'missing.log');
	expect([status, stdout]).toEqual([3, '']);
	expect(stderr).toMatch(/^input not readable: .*missing\.log.*\n$/);
});

describe('an error is one line on stderr that names file and place', () => {
	const empty = file('empty.log', '');
	const broken = file('broken.md', '---\nlookdeeper: 1\nid: a\n---\n');
	const aliased = file(
		'aliased.md',
		'---\nlookdeeper: 1\nid: a\ntitle: &t T\nquestion: *t\npaths: {}\n---\n'
	);
	const two = join(sources, 'fast.log');
	it.each([
		[[], 2, /no command/],
		[['frobnicate'], 2, /frobnicate/],
		[['constructor'], 2, /^usage: constructor: try/],
		[['__proto__'], 2, /^usage: __proto__: try/],
		[['run', '.', '--incident', 'drifted-policy'], 3, /^input not readable: \.: it is a folder/],
		[['run', aliased, '--incident', 'drifted-policy'], 3, /aliased\.md: front matter: an alias/],
		[['frob\u001b[2J\u009b\u202e'], 2, /^usage: frob\\u001b\[2J\\u009b\\u202e: try/],
		[['read'], 2, /at least one FILE/],
		[['read', two, '--as', 'nothing'], 2, /format not known: nothing/],
		[['read', two, '--year', 'soon'], 2, /not a year: soon/],
		[['read', two, '--zone', 'Mars/Phobos'], 2, /time zone not known: Mars\/Phobos/],
		[['read', two, '--frob'], 2, /--frob/],
		[['read', 'missing.log'], 3, /missing\.log/],
		[['read', empty], 3, /empty\.log: the file is empty/],
		[['run', 'block-listed-source'], 2, /--incident NAME or --data FILE/],
		[
			['run', 'block-listed-source', '--incident', 'drifted-policy', '--year', '2007'],
			2,
			/an incident says itself how it is read: --year/
		],
		[['run', 'nothing', '--incident', 'drifted-policy'], 2, /recipe not known: nothing/],
		[['run', './missing.md', '--incident', 'drifted-policy'], 3, /missing\.md/],
		[['run', broken, '--incident', 'drifted-policy'], 3, /broken\.md: front matter: title/],
		[['run', 'block-listed-source', '--incident', 'nowhere'], 2, /incident not known: nowhere/],
		[
			['run', 'block-listed-source', '--data', two],
			2,
			/several alerts.*: [0-9a-f]{12}-\d+ \(\d{4}-\S+Z, .+, \S+ to \S+\); [0-9a-f]{12}-/
		],
		[
			['run', 'block-listed-source', '--data', two, '--zone', 'UTC', 'behind.log'],
			2,
			/not understood: behind\.log; files stand directly behind --data/
		],
		[['run', 'block-listed-source', '--data', two, '--alert', 'x'], 2, /no such alert: x/],
		[
			['run', 'block-listed-source', '--data', two, '--set', 'window=long', '--every-alert'],
			2,
			/window/
		],
		...['-1 hour', '0 seconds', '1 hour -2 hours'].map((none) => [
			['run', 'block-listed-source', '--data', two, '--set', `window=${none}`, '--every-alert'],
			2,
			new RegExp(`window: it is not longer than nothing: ${none}`)
		])
	] as [string[], number, RegExp][])('%j exits with %i', async (args, code, message) => {
		const { status, stdout, stderr } = await lookdeeper(...args);
		expect(stderr).toMatch(message);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
		expect(status).toBe(code);
		expect(stdout).toBe('');
	});
});
