import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { tables } from '#investigation/every-sql.ts';
import { listAlerts } from '#investigation/alerts.ts';
import { Investigator } from '#investigation/investigator.ts';
import type { Sweep } from '#investigation/sweep.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { alertLine } from './support/alert-line.ts';
import { emptyBench, incidentBench, loadText, type Bench } from './support/evidence.ts';
import { swept } from './support/swept.ts';
import { giveDefaults, unchanging } from './support/defaults.ts';

vi.setConfig({ testTimeout: 60_000 });

type Said = Record<string, { verdict: string | null; because: string | null; said: string | null }>;

/** What each path says of an alert that is investigated by itself. */
async function alone(
	{ connection }: Pick<Bench, 'connection'>,
	notebook: Notebook,
	alertId: string
): Promise<Said> {
	const world = unchanging(notebook);
	const investigator = new Investigator(connection);
	const { paths } = await investigator.investigate(alertId, notebook, world);
	return Object.fromEntries(
		paths.map(({ path, verdict, because, said, failure }) => [
			path,
			{ verdict, because, said, failure: failure?.message ?? null }
		])
	);
}

function among({ paths }: Sweep, alertId: string): Said {
	return Object.fromEntries(
		paths.map(({ path, verdicts }) => {
			const { verdict, because, said, failure } = verdicts.get(alertId)!;
			return [path, { verdict, because, said, failure }];
		})
	);
}

async function setParameters(
	{ connection }: Pick<Bench, 'connection'>,
	notebook: Notebook
): Promise<void> {
	await giveDefaults(connection, notebook);
}

const front = `---
lookdeeper: 1
id: odd
title: Odd
paths: { p: { title: P, stop: end } }
---
`;

function cell(attributes: string, sql: string): string {
	return `\n\`\`\`sql {${attributes}}\n${sql}\n\`\`\`\n`;
}

const clear = "SELECT 'clear' AS outcome, 'seen' AS because";
const verdict = (word: string) => `SELECT '${word}' AS outcome, 'so' AS because`;

/** One alert to port 80 and one to port 443, of January 2007. */
const alerts = [alertLine, alertLine.replace(':80\n', ':443\n')];

describe('an alert alone and the same alert among all of them', () => {
	let bench: Bench;
	let ids: string[];
	beforeAll(async () => {
		bench = await emptyBench();
		const receipt = await loadText(bench.connection, 'logs/alerts.log.gz', alerts.join(''));
		ids = [1, 2].map((record) => `${receipt.source_id}-${record}`);
	});
	afterAll(() => bench.engine.close());

	/** What is said of both alerts, where alone and among all the same is said. */
	async function saidIn(head: string, cells: readonly string[]) {
		const notebook = readRecipe(head + cells.join(''));
		expect(notebook.problems).toEqual([]);
		const every = await swept(bench.connection, notebook);
		const each = [];
		for (const id of ids) {
			const one = await alone(bench, notebook, id);
			expect(among(every, id)).toEqual(one);
			each.push(one.p!);
		}
		return each;
	}

	const saidOf = (...cells: string[]) => saidIn(front, cells);

	const lean = (claim: string, sql: string, more = '') =>
		saidOf(
			cell(`trust=t claim="${claim}" ${more}`, sql),
			cell('check=c path=p trust=t', clear),
			cell('verdict path=p', verdict('disregard'))
		);

	it.each([
		['a concern is another word', "'suspicious'", 'suspicious'],
		['a word that closes stands over clear answers', "'disregard'", 'disregard']
	])('%s', async (_, word, expected) => {
		const said = await saidOf(
			cell('check=c path=p', clear),
			cell('verdict path=p', verdict(word.slice(1, -1)))
		);
		expect(said[0]).toMatchObject({ verdict: expected, because: 'so', said: expected });
	});

	it('a check of the own columns of a source is not clear where it does not say what time they must cover', async () => {
		await loadText(bench.connection, 'doors.jsonl', '{"door":"a"}\n{"door":"b"}\n');
		const doors = `${clear} FROM doors_jsonl LIMIT 1`;
		const said = async (attributes: string) =>
			(
				await saidOf(
					cell(`check=c path=p ${attributes}`, doors),
					cell('verdict path=p', verdict('disregard'))
				)
			)[0];
		expect(await said('')).toMatchObject({
			verdict: 'insufficient data',
			because:
				'not closed as disregard: “c” is unknown: it reads the own columns of a source, of which it is not told what time they cover: say needs=… or moment="why"'
		});
		expect(await said('moment="doors do not change"')).toMatchObject({ verdict: 'disregard' });
		expect(await said('needs=alerts within=moment')).toMatchObject({ verdict: 'disregard' });
	});

	it.each(['false positive', 'disregard', 'benign', 'test', 'duplicate'])(
		'%s is raised where a step is unknown, and the step is named with its reason',
		async (word) => {
			const said = await saidOf(
				cell('check=a path=p', clear),
				'\n## Was it seen?\n',
				cell('check=b path=p', "SELECT 'unknown' AS outcome, 'no log' AS because"),
				cell('verdict path=p', verdict(word))
			);
			expect(said[0]).toMatchObject({
				verdict: 'insufficient data',
				because: `not closed as ${word}: “Was it seen?” is unknown: no log`,
				said: word
			});
		}
	);

	it.each(['true positive', 'suspicious', 'security risk', 'other', 'insufficient data'])(
		'%s closes nothing and stands whatever is unknown',
		async (word) => {
			const said = await saidOf(
				cell('check=b path=p', "SELECT 'unknown' AS outcome, NULL AS because"),
				cell('verdict path=p', verdict(word))
			);
			expect(said[0]).toMatchObject({ verdict: word, because: 'so' });
		}
	);

	it('a step that is lowered to unknown is named with why, each reason behind the other', async () => {
		const said = await saidOf(
			cell('check=c path=p needs=web,host within=moment', clear),
			cell('verdict path=p', verdict('disregard'))
		);
		expect(said[0]!.verdict).toBe('insufficient data');
		expect(said[0]!.because).toMatch(/^not closed as disregard: “c” is unknown: .*host.*; .*web/);
	});

	it('a step that is unknown by its own word says what is missing beside it, needed or only read', async () => {
		const unknown = (because: string, table: string) =>
			`SELECT 'unknown' AS outcome, ${because} AS because FROM (SELECT count(*) FROM ${table})`;
		const said = await saidOf(
			cell('check=a path=p needs=web', unknown("'no request'", 'intel')),
			cell('check=b path=p', unknown('NULL', 'policy')),
			cell('check=c path=p', unknown("'no idea'", '(SELECT 1)')),
			cell(
				'verdict path=p',
				`SELECT 'disregard' AS outcome, string_agg(because, '. ' ORDER BY position) AS because FROM steps`
			)
		);
		expect(said[0]!.because).toBe(
			'not closed as disregard: “a” is unknown: no request; no intel records are loaded; ' +
				'no web records of 198.51.100.2 are loaded; “b” is unknown: no policy records are loaded; ' +
				'“c” is unknown: no idea'
		);
	});

	it('the verdict reads what was missing in the sentence of a step that is unknown by its own word', async () => {
		const said = await saidOf(
			cell(
				'check=a path=p',
				"SELECT 'unknown' AS outcome, 'no rule' AS because FROM (SELECT count(*) FROM policy)"
			),
			cell(
				'verdict path=p',
				"SELECT 'insufficient data' AS outcome, because || coalesce(lowered[1], '') AS because FROM steps"
			)
		);
		expect(said[0]!.because).toBe('no rule; no policy records are loaded');
	});

	it('a claim that cannot be tested by its own word says what is missing beside it', async () => {
		const said = await saidOf(
			cell(
				'trust=t claim="shut"',
				"SELECT 'untestable' AS outcome, 'nobody knows' AS because FROM (SELECT count(*) FROM policy)"
			),
			cell('check=c path=p trust=t', clear),
			cell('verdict path=p', verdict('disregard'))
		);
		expect(said[0]!.verdict).toBe('disregard');
		const { rows } = await bench.connection.query(`SELECT DISTINCT because FROM ${tables.claims}`);
		expect(rows).toEqual([['nobody knows; no policy records are loaded']]);
	});

	it('a check that reads the window must see it, whatever it declares', async () => {
		const said = await saidOf(
			cell(
				'check=a path=p needs=alerts within=moment',
				"SELECT 'clear' AS outcome, count(*)::VARCHAR AS because FROM alerts WHERE ts BETWEEN alert.ts - INTERVAL '1 hour' AND alert.ts"
			),
			cell('verdict path=p', verdict('disregard'))
		);
		expect(said[0]!.because).toBe(
			'not closed as disregard: “a” is unknown: the alert records start at 03:17:36 UTC'
		);
	});

	it('a check of which it cannot be told what time it reads is not clear', async () => {
		const said = await saidOf(
			cell(
				'check=a path=p needs=alerts within=moment',
				"SELECT 'clear' AS outcome, count(*)::VARCHAR AS because FROM alerts WHERE hour(ts) = hour(alert.ts)"
			),
			cell('verdict path=p', verdict('disregard'))
		);
		expect(said[0]!.because).toBe(
			'not closed as disregard: “a” is unknown: what time it reads of the alert records cannot be told ' +
				'from its SQL: compare ts with alert.ts - INTERVAL … and alert.ts + INTERVAL …, or say moment="why"'
		);
	});

	it.each([
		['outcome', "SELECT 'clear' AS outcome, 'so' AS because, 'concern' AS Outcome"],
		[
			'because',
			"WITH x AS (SELECT 1) SELECT 'clear' AS outcome, 'so' AS because, 'no' because FROM x"
		],
		['outcome behind a star', "SELECT *, 'clear' AS outcome, 'so' AS because FROM odd"],
		['because behind two stars', 'SELECT a.*, b.* FROM odd AS a, odd AS b'],
		['outcome behind no list', 'FROM odd JOIN odd AS other ON true']
	])('a check with two columns %s has no answer', async (_, sql) => {
		const said = await saidOf(
			cell('query=odd', "SELECT 'concern' AS outcome, 'seen' AS because"),
			cell('check=a path=p', sql),
			cell('check=b path=p', clear),
			cell('verdict path=p', verdict('disregard'))
		);
		expect(said[0]!.because).toBe('not closed as disregard: “a” has no answer');
	});

	it('a verdict with two columns outcome has none, and one behind a star may have columns besides', async () => {
		const checks = [
			cell('query=good', "SELECT 'clear' AS outcome, 'seen' AS because, 3 AS because_1, 4 AS x"),
			cell('check=a path=p', 'SELECT * FROM good')
		];
		const twice = `SELECT *, 'other' AS outcome FROM (${verdict('disregard')})`;
		const odd = readRecipe(front + checks.join('') + cell('verdict path=p', twice));
		const fault = expect.stringContaining('it has more than one column outcome');
		expect((await alone(bench, odd, ids[0]!)).p).toMatchObject({ verdict: null, failure: fault });
		const { failures } = await swept(bench.connection, odd);
		expect(failures.map(({ failure }) => failure.message)).toEqual([fault]);
		const [said] = await saidOf(
			...checks,
			cell('verdict path=p', `SELECT * FROM (${verdict('test')})`)
		);
		expect(said!.verdict).toBe('test');
	});

	it('a step that is unknown and gives no reason is named as that, and one that is clear counts', async () => {
		const bare = (outcome: string) => `SELECT '${outcome}' AS outcome, NULL AS because`;
		const end = cell('verdict path=p', verdict('disregard'));
		const [open] = await saidOf(cell('check=a path=p', bare('unknown')), end);
		expect(open!.because).toBe('not closed as disregard: “a” is unknown: it gives no reason');
		const [shut] = await saidOf(cell('check=a path=p', bare('clear')), end);
		expect(shut!.verdict).toBe('disregard');
	});

	it('a check that leans on a claim that nobody makes has no answer', async () => {
		const notebook = readRecipe(
			front +
				cell('trust=shut claim="shut"', "SELECT 'confirmed' AS outcome, '' AS because") +
				cell('check=a path=p trust=shutt', clear) +
				cell('check=b path=p', clear) +
				cell('verdict path=p', verdict('disregard'))
		);
		const { failures, paths } = await swept(bench.connection, notebook);
		expect(failures.map(({ failure }) => failure.message)).toEqual([
			'no claim shutt; the nearest name is shut'
		]);
		expect(paths[0]!.verdicts.get(ids[0]!)!.verdict).toBe('insufficient data');
		const { p } = await alone(bench, notebook, ids[0]!);
		expect(p!.verdict).toBe('insufficient data');
	});

	it('a step may stay open where the recipe says why', async () => {
		const said = await saidOf(
			cell('check=a path=p', clear),
			cell(
				'check=b path=p open="it decides nothing"',
				"SELECT 'unknown' AS outcome, 'x' AS because"
			),
			cell('check=c path=p open="nor does this"', 'SELECT * FROM nowhere'),
			cell('verdict path=p', verdict('disregard'))
		);
		expect(said[0]).toMatchObject({ verdict: 'disregard', said: 'disregard' });
	});

	it('a step that failed is open', async () => {
		const said = await saidOf(
			cell('check=a path=p', 'SELECT * FROM nowhere'),
			cell('check=b path=p', clear),
			cell('verdict path=p', verdict('disregard'))
		);
		expect(said[0]).toMatchObject({
			verdict: 'insufficient data',
			because: 'not closed as disregard: “a” has no answer'
		});
	});

	it('where no step has an answer there is nothing to conclude, whatever the verdict says', async () => {
		const said = await saidOf(
			cell('check=a path=p', 'SELECT * FROM nowhere'),
			cell('verdict path=p', verdict('suspicious'))
		);
		expect(said[0]).toMatchObject({
			verdict: null,
			failure: expect.stringContaining('no step of this path has one')
		});
	});

	it('an answer that one alert gets wrong is wrong for that one alone', async () => {
		const odd =
			"SELECT CASE WHEN alert.dst_port = 80 THEN 'fine' ELSE 'clear' END AS outcome, '' AS because";
		const said = await saidOf(
			cell('check=a path=p', odd),
			cell('check=b path=p', clear),
			cell('verdict path=p', verdict('benign'))
		);
		expect(said.map((each) => each.verdict)).toEqual(['insufficient data', 'benign']);
	});

	it.each([
		[
			'a word that is none of them',
			"SELECT 'closed' AS outcome, '' AS because FROM steps",
			/: closed$/
		],
		['no outcome', 'SELECT NULL AS outcome, $$so$$ AS because FROM steps', /no row, or no outcome/],
		['no row', "SELECT 'test' AS outcome, '' AS because FROM steps WHERE false", /no row/],
		[
			'two rows',
			"SELECT 'test' AS outcome, '' AS because FROM steps, range(2)",
			/more than one row/
		],
		[
			'another column',
			"SELECT 'test' AS verdict, '' AS because FROM steps",
			/has no column outcome; it has verdict, because$/
		]
	])(
		'a verdict of %s says what it must return, and there is no verdict',
		async (_, sql, message) => {
			const notebook = readRecipe(
				front + cell('check=a path=p', clear) + cell('verdict path=p', sql)
			);
			for (const id of ids) {
				const { p } = await alone(bench, notebook, id);
				expect(p).toMatchObject({ verdict: null, because: null, said: null });
				expect(p).toHaveProperty(
					'failure',
					expect.stringMatching(/^a verdict must return one row/)
				);
				expect(p).toHaveProperty('failure', expect.stringMatching(message));
			}
			const { failures } = await swept(bench.connection, notebook);
			expect(failures.map(({ failure }) => failure.message).join()).toMatch(message);
		}
	);

	it('a verdict over no checks at all says so', async () => {
		const notebook = readRecipe(front + cell('verdict path=p', verdict('disregard')));
		const { p } = await alone(bench, notebook, ids[0]!);
		expect(p).toMatchObject({
			verdict: null,
			failure: expect.stringContaining('no step of this path has one')
		});
		const { failures, paths } = await swept(bench.connection, notebook);
		expect(failures[0]!.failure.message).toContain('no step of this path has one');
		expect(paths[0]!.verdicts.size).toBe(0);
	});

	it.each([
		['contradicted', "'an answer'", '', 'is contradicted: an answer'],
		['contradicted', 'NULL', '', 'is contradicted'],
		['confirmed', "'so'", 'review=2006-12-31', 'is expired: its review was due on 2006-12-31'],
		['confirmed', "'so'", 'review=2007-01-15', null],
		['untestable', 'NULL', '', null],
		['contradicted', "'an answer'", 'source="fw-1.rules"', null],
		['confirmed', "'so'", 'source="fw-1.rules" review=2006-12-31', null],
		['contradicted', "'an answer'", 'source="alerts.log"', 'is contradicted: an answer']
	])('a claim that is %s because of %s, with %s', async (outcome, because, more, reason) => {
		const isTested = outcome !== 'untestable' && !more.includes('fw-1.rules');
		const said = await lean('shut', `SELECT '${outcome}' AS outcome, ${because} AS because`, more);
		expect(said[0]).toMatchObject(
			reason === null
				? {
						verdict: 'disregard',
						because: isTested ? 'so' : 'so; taken on trust and not testable here: “shut”'
					}
				: {
						verdict: 'insufficient data',
						because: `not closed as disregard: “c” is unknown: the claim “shut” ${reason}`
					}
		);
	});

	describe('a verdict names what it takes on trust and could not test', () => {
		const untestable = "SELECT 'untestable' AS outcome, 'no log' AS because";
		const claim = (id: string, sentence: string, sql: string) =>
			cell(`trust=${id} claim="${sentence}"`, sql);
		const claims = [
			claim('border', 'The border refuses it', untestable),
			claim('agents', 'Each host has an agent', untestable),
			claim('shut', 'The port is shut', "SELECT 'confirmed' AS outcome, 'so' AS because"),
			claim('elsewhere', 'Nobody asks', untestable)
		];
		const concern = "SELECT 'concern' AS outcome, 'seen' AS because";
		const checks = [
			cell('check=a path=p trust=shut,border,agents', clear),
			cell('check=b path=p trust=border', clear),
			cell('check=c path=p trust=elsewhere', concern),
			cell('check=d path=q trust=elsewhere', clear),
			cell('verdict path=q', verdict('other'))
		];
		const twoPaths = front.replace('{ p:', '{ q: { title: Q, stop: end }, p:');

		it.each(['disregard', 'benign', 'false positive', 'test', 'duplicate'])(
			'where it closes the alert as %s: each claim once, of its own steps that are clear',
			async (word) => {
				const own = cell('verdict path=p', verdict(word));
				const [said] = await saidIn(twoPaths, [...claims, ...checks, own]);
				expect(said).toMatchObject({
					verdict: word,
					because:
						'so; taken on trust and not testable here: “Each host has an agent”, “The border refuses it”'
				});
			}
		);

		it('also where it gives no reason of its own', async () => {
			const bare = "SELECT 'benign' AS outcome, NULL AS because";
			const [said] = await saidOf(...claims, checks[1]!, cell('verdict path=p', bare));
			expect(said!.because).toBe('taken on trust and not testable here: “The border refuses it”');
		});

		it('and not where the alert stays open', async () => {
			const own = cell('verdict path=p', verdict('other'));
			const [said] = await saidIn(twoPaths, [...claims, ...checks, own]);
			expect(said!.because).toBe('so');
		});
	});

	it.each([
		['', 'insufficient data'],
		['source="fw-1.rules"', 'disregard']
	])('a claim whose SQL fails, with %s', async (more, expected) => {
		const said = await lean('shut', 'SELECT * FROM nowhere', more);
		expect(said[0]!.verdict).toBe(expected);
	});
});

describe('over an incident', () => {
	it.each(recipeIds)(
		'the shipped recipe %s says of each alert alone what it says of it among all of them',
		async (id) => {
			const bench = await incidentBench(incidentNamed('missing-logs'));
			const notebook = readRecipe(recipeText(id));
			await setParameters(bench, notebook);
			const every = await swept(bench.connection, notebook);
			for (const { alert_id } of await listAlerts(bench.connection, 4)) {
				const one = await alone(bench, notebook, alert_id);
				const { triage, 'deep-dive': deep } = among(every, alert_id);
				// Where the triage has stopped early, its sentence lists no answers that it did not ask for.
				expect(triage!.verdict).toBe(one.triage!.verdict);
				expect(deep).toEqual(one['deep-dive']);
			}
		}
	);
});
