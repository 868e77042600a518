import { describe, expect, it, vi } from 'vitest';
import { compare } from '#compare/compare.ts';
import { agreementOf } from '#compare/agreement.ts';
import { incidentNamed, incidents } from '#datasets/incidents/index.ts';
import { recipeText } from '#datasets/recipes/index.ts';
import { listAlerts } from '#investigation/alerts.ts';
import { Investigator } from '#investigation/investigator.ts';
import { defaultsOf, setVariable } from '#investigation/parameters.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import { Failure } from '#lib/failure.ts';
import type { Notebook } from '#notebook/notebook.ts';
import { applicability } from '#recipe/applies-to.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { besides, incidentBench } from './support/evidence.ts';
import { only } from './support/only.ts';
import { swept } from './support/swept.ts';
import { giveDefaults, unchanging } from './support/defaults.ts';

/** An investigator at work, whose parameters and recipe a test may change between two runs. */
async function desk(name: string, leaveOut: string[] = []) {
	const { connection, alertId } = await incidentBench(incidentNamed(name), leaveOut);
	const investigator = new Investigator(connection);
	let values: Record<string, string> = {};
	const run = async (notebook: Notebook, changed: Record<string, string> = {}) => {
		values = { ...defaultsOf(notebook.parameters), ...values, ...changed };
		for (const parameter of notebook.parameters)
			expect(await setVariable(connection, parameter, values[parameter.name]!)).toBe(null);
		return investigator.investigate(alertId, notebook, { values, versionOf: () => 'once' });
	};
	return { run, alertId, connection };
}

// A database is filled from twelve files; that may take its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const shipped = (name: string) => readRecipe(recipeText(incidentNamed(name).recipe));

function verdictsOf(result: InvestigationResult): Record<string, string | null> {
	return Object.fromEntries(result.paths.map(({ path, verdict }) => [path, verdict]));
}

function runsOf(result: InvestigationResult): Record<string, number> {
	return Object.fromEntries(
		result.paths.flatMap(({ steps }) => steps.map(({ cell, runs }) => [cell, runs]))
	);
}

describe('the incidents end as their ground truth says', () => {
	it.each(incidents)('$name', async ({ name, truth }) => {
		const { run } = await desk(name);
		const result = await run(shipped(name));
		expect(verdictsOf(result)).toEqual({
			triage: truth.triage.verdict,
			'deep-dive': truth['deep-dive'].verdict
		});
		expect(result.paths.some(({ partial }) => partial)).toBe(false);
		// Also those that no step leaned on, because its path had ended before.
		expect(result.trusts.every(({ outcome }) => outcome !== null)).toBe(true);
		expect(compare(result, null).agree).toBe(truth.right === 'both');
	});
});

describe('a check', () => {
	it('that lacks its data is unknown, and names the source that is missing', async () => {
		const { run } = await desk('block-listed-source', ['fw-1.log']);
		const result = await run(shipped('block-listed-source'));
		const step = result.paths[0]!.steps.find(({ cell }) => cell === 'firewalls')!;
		expect(step).toMatchObject({ said: 'clear', outcome: 'unknown' });
		expect(step.lowered).toEqual(['no firewall records are loaded']);
		expect(result.paths[0]!.verdict).toBe('insufficient data');
	});

	/** What some cells say of an incident in which something was changed. */
	async function changed(cells: readonly string[], change: (alertId: string) => string) {
		const { connection, alertId } = await incidentBench(incidentNamed('block-listed-source'));
		const notebook = only(shipped('block-listed-source'), ...cells);
		const values = defaultsOf(notebook.parameters);
		await giveDefaults(connection, notebook);
		const now = { values, versionOf: () => 'once' };
		await connection.query('BEGIN');
		try {
			await connection.query(change(alertId));
			return await new Investigator(connection).investigate(alertId, notebook, now);
		} finally {
			await connection.query('ROLLBACK');
		}
	}

	it('of firewalls is not clear while a record of the source does not say what became of it', async () => {
		const { paths } = await changed(
			['firewalls'],
			(
				alertId
			) => `INSERT INTO firewall BY NAME SELECT * REPLACE (NULL AS action) FROM firewall AS f
				WHERE f.src_ip = (SELECT a.src_ip FROM alerts AS a WHERE a.alert_id = '${alertId}') LIMIT 1`
		);
		const step = paths[0]!.steps.find(({ cell }) => cell === 'firewalls')!;
		expect([step.said, step.because]).toEqual([
			'unknown',
			expect.stringMatching(
				/^\d+ firewall records of this source: 0 allowed, \d+ denied, of 1 it is not told$/
			)
		]);
		expect(paths[0]!.verdict).toBe('insufficient data');
	});

	it('of an open port is not clear where what is known of the target tells of no port', async () => {
		const { paths } = await changed(
			['exposure'],
			() => 'UPDATE assets SET port = NULL, state = NULL'
		);
		const step = paths[0]!.steps.find(({ cell }) => cell === 'exposure')!;
		expect([step.said, step.because]).toEqual([
			'unknown',
			'port 4899: fw-1 says reject; no scan or inventory tells of the ports of the target'
		]);
		expect(paths[0]!.verdict).toBe('insufficient data');
	});

	it.each([
		['firewalls', 'triage', 'UPDATE firewall SET src_ip = NULL, action = NULL', /^no firewall that is loaded logged this source, or at any time that it let anything through to the target; of [\d,]+ records of what was not refused no source is told$/],
		['firewalls', 'triage', 'UPDATE alerts SET src_ip = NULL', /^the alert has no source$/],
		['web-log', 'triage', 'UPDATE web SET url = NULL', /; of [\d,]+ requests it is not told what was asked for$/],
		['web-log', 'triage', `UPDATE web SET status = NULL, url = '/?cmd=id'`, /look like an attack, 0 were answered with success, of [\d,]+ it is not told/],
		['host-log', 'triage', 'UPDATE host SET severity = NULL', /[\d,]+ without a level/],
		['exposure', 'triage', 'UPDATE assets SET state = NULL, port = 4899', /the inventory names the port and does not say whether it is open$/],
		['alert-and-rule', 'deep-dive', 'UPDATE alerts SET signature = NULL', /without a signature$/],
		['alert-and-rule', 'deep-dive', 'UPDATE alerts SET src_ip = NULL', /^the alert has no source$/],
		['sessions-with-target', 'deep-dive', 'UPDATE sessions SET answered = NULL', /it is not known/],
		['full-content', 'deep-dive', 'UPDATE packets SET payload_length = NULL', /of payload, of \d+ answers? not told$/],
		['full-content', 'deep-dive', 'UPDATE packets SET tcp_flags = NULL', /the flags of \d+ answers? are not told$/],
		['statistics', 'deep-dive', 'UPDATE sessions SET dst_port = NULL', /, of \d+ the port is not told; port/],
		['statistics', 'deep-dive', 'UPDATE alerts SET src_ip = NULL', /^the alert has no source; /],
		['who-else', 'deep-dive', 'UPDATE alerts SET src_ip = NULL', /^the alert has no source; /],
		['new-services', 'deep-dive', 'UPDATE host SET message = NULL', /; [\d,]+ events without a message$/]
	])('of %s is unknown, with the count, where what it asks about is null in all rows: %s, %s', async (cell, path, sql, because) => {
		const { paths } = await changed([cell], () => sql);
		const { steps } = paths.find((one) => one.path === path)!;
		const step = steps.find((one) => one.cell === cell)!;
		expect([step.said, step.because]).toEqual(['unknown', expect.stringMatching(because)]);
	}); // prettier-ignore

	it('of what a policy does says which addresses are missing for it, and how to give them', async () => {
		const rule = (position: number, hook: string, action: string) =>
			`('fw-1', ${position}, '${hook}', 'both', ${position}, '${action}', 'any', 'any')`;
		const sql = `DELETE FROM policy; INSERT INTO policy (device, position, hook, family, stage, action, src, dst)
			VALUES ${rule(1, 'input', 'allow')}, ${rule(2, 'forward', 'drop')}`;
		const because = async (more: string) =>
			(await changed(['exposure'], () => sql + more)).paths[0]!.steps.find(
				({ cell }) => cell === 'exposure'
			)!.because;
		expect(await because(`; DELETE FROM assets WHERE hostname = 'fw-1'`)).toContain(
			'what fw-1 does is not known (its own addresses are not told, which may be why: give them as host with its rules, as fw-1,192.0.2.1, or in an inventory under its name)'
		);
		expect(await because(`; UPDATE policy SET own_ips = '10.9.0.1'`)).toContain('fw-1 says drop');
	});

	it('leans on a claim that events of which nobody says whose they are neither confirm nor contradict', async () => {
		const { trusts } = await changed(['host-ips-reports'], () => 'UPDATE host SET host_ip = NULL');
		const claim = trusts.find(({ id }) => id === 'host-ips-reports')!;
		expect([claim.outcome, claim.because]).toEqual([
			'untestable',
			expect.stringMatching(
				/^0 events of this host and 0 events of others within the window, of [\d,]+ it is not told whose they are/
			)
		]);
	});

	it('whose log ends before its window closes is unknown, and says when it stops', async () => {
		const { run } = await desk('block-listed-source');
		const result = await run(shipped('block-listed-source'), { window: '6 hours' });
		const step = result.paths[0]!.steps.find(({ cell }) => cell === 'firewalls')!;
		expect(step.outcome).toBe('unknown');
		expect(step.lowered[0]).toMatch(
			/^fw-1: the firewall records start at \d\d:\d\d:\d\d UTC and stop at \d\d:\d\d:\d\d UTC/
		);
	});

	it('that leans on a contradicted trust is not counted as clear', async () => {
		const { run } = await desk('drifted-policy');
		const result = await run(shipped('drifted-policy'));
		const trust = result.trusts.find(({ id }) => id === 'border-denies-by-default')!;
		expect(trust.outcome).toBe('contradicted');
		const leaning = result.paths[0]!.steps.filter(({ trusts }) => trusts.includes(trust.id));
		expect(leaning.map(({ said, outcome }) => [said, outcome])).toEqual([
			['clear', 'unknown'],
			['clear', 'unknown']
		]);
		expect(compare(result, null).disagreements.join(' ')).toContain('is contradicted');
	});

	it('that leans on a trust whose review is overdue is not counted as clear', async () => {
		const { run } = await desk('block-listed-source');
		const overdue = recipeText('block-listed-source').replace(
			'review=2007-02-08',
			'review=2007-01-01'
		);
		const result = await run(readRecipe(overdue));
		expect(result.trusts.find(({ id }) => id === 'scan-is-current')).toMatchObject({
			outcome: 'expired',
			because: 'its review was due on 2007-01-01'
		});
		expect(result.paths[0]!.steps[0]).toMatchObject({ said: 'clear', outcome: 'unknown' });
	});

	it('after the verdict was decided is not asked', async () => {
		const { run } = await desk('attack-elsewhere');
		const [triage] = (await run(shipped('attack-elsewhere'))).paths;
		expect(triage!.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'not needed']);
		expect(triage!.steps.at(-1)!.notRun).toBe('not asked: the verdict was decided after step 3');
	});
});

describe('a second run', () => {
	it('asks nothing again where nothing has changed', async () => {
		const { run } = await desk('block-listed-source');
		const notebook = shipped('block-listed-source');
		const first = runsOf(await run(notebook));
		expect(runsOf(await run(notebook))).toEqual(first);
	});

	it('asks again what reads a changed parameter, and nothing else', async () => {
		const { run } = await desk('block-listed-source');
		const notebook = shipped('block-listed-source');
		await run(notebook);
		const runs = runsOf(await run(notebook, { severity: '5' }));
		expect(Object.keys(runs).filter((cell) => runs[cell] === 2)).toEqual(['host-log']);
	});

	it('asks again an edited cell and those that read it, and nothing else', async () => {
		const { run } = await desk('block-listed-source');
		const text = recipeText('block-listed-source');
		await run(readRecipe(text));
		const edited = text.replace(
			'AS other_port FROM sessions\nWHERE src_ip',
			'AS other_port FROM sessions -- all\nWHERE src_ip'
		);
		expect(edited).not.toBe(text);
		const runs = runsOf(await run(readRecipe(edited)));
		expect(Object.keys(runs).filter((cell) => runs[cell] === 2)).toEqual([
			'statistics',
			'who-else'
		]);
	});

	it('a cell that fails keeps its last good answer, marked as failed, and the rest runs', async () => {
		const { run } = await desk('block-listed-source');
		const text = recipeText('block-listed-source');
		const before = await run(readRecipe(text));
		const broken = text.replace('FROM firewall_records\n', 'FROM firewal\n');
		const after = await run(readRecipe(broken));
		const step = after.paths[0]!.steps.find(({ cell }) => cell === 'firewalls')!;
		expect(step).toMatchObject({ state: 'failed', outcome: null });
		expect(step!.earlier).toMatchObject({ outcome: 'clear', differs: ['other SQL'] });
		expect(step.failure!.message).toContain('firewal');
		expect(step.sql.slice(step.failure!.position!)).toMatch(/^firewal/);
		expect(after.paths[0]!.partial).toBe(true);
		expect(after.paths[1]!.verdict).toBe(before.paths[1]!.verdict);
	});

	it.each([
		["SELECT 'fine' AS outcome, 'so' AS because", /\(clear, concern, unknown\).*: fine$/],
		["SELECT 'clear' AS outcome, 'so' AS because FROM range(2)", /more than one row/],
		["SELECT 'clear' AS outcome, 'so' AS because WHERE false", /no row, or no outcome/],
		["SELECT NULL AS outcome, 'so' AS because", /no row, or no outcome/],
		["SELECT 'clear' AS answer, 'so' AS because", /no column outcome; it has answer, because$/],
		["SELECT 'clear' AS outcome", /no column because; it has outcome$/],
		["SELECT 'clear' AS outcome, 'so' AS because; DROP TABLE alerts", /only one statement/],
		["SELECT * FROM read_csv('/etc/passwd')", /disabled|not allowed|read_csv/i]
	])('an answer such as %s is a failure of its cell', async (sql, message) => {
		const { run } = await desk('block-listed-source');
		const text = `---\nlookdeeper: 1\nid: a\ntitle: A\npaths: { triage: { title: T } }\n---\n\`\`\`sql {check=a path=triage}\n${sql}\n\`\`\`\n\`\`\`sql {verdict path=triage}\nSELECT 'test' AS outcome, '' AS because\n\`\`\`\n`;
		const [path] = (await run(readRecipe(text))).paths;
		expect(path!.steps[0]!.state).toBe('failed');
		expect(path!.steps[0]!.failure!.message).toMatch(message);
	});
});

describe('what the paths cost', () => {
	it('is measured on an engine that is warm, which changes no answer and counts no run', async () => {
		const { connection, alertId } = await incidentBench(incidentNamed('attack-elsewhere'));
		const notebook = shipped('attack-elsewhere');
		await giveDefaults(connection, notebook);
		const investigator = new Investigator(connection);
		const world = unchanging(notebook);
		const first = await investigator.investigate(alertId, notebook, world);
		const asked = vi.spyOn(connection, 'query');
		const measured = await investigator.measure();
		const brief = [...first.paths.flatMap(({ steps }) => steps), ...first.trusts].filter(
			({ ms }) => ms !== null && ms < 50
		);
		// Two statements may belong to one step: what cannot be filled in is asked behind the alert's row.
		expect(asked.mock.calls.length).toBeGreaterThanOrEqual(brief.length);
		asked.mockClear();
		await investigator.measure();
		expect(asked).not.toHaveBeenCalled();
		asked.mockRestore();
		expect(runsOf(measured)).toEqual(runsOf(first));
		expect(measured.ms).toBe(first.ms);
		const said = (result: InvestigationResult) =>
			result.paths.map(({ verdict, because, steps }) => [
				verdict,
				because,
				...steps.map((step) => [step.outcome, step.because, step.rows])
			]);
		expect(said(measured)).toEqual(said(first));
	});

	it('counts a step and a trust of both paths in both, and says how much of it is shared', async () => {
		const { run } = await desk('block-listed-source');
		const both = recipeText('block-listed-source')
			.replace('{check=firewalls path=triage ', '{check=firewalls path=triage,deep-dive ')
			.replace(
				'{check=new-services path=deep-dive ',
				'{check=new-services path=deep-dive trust=scan-is-current '
			);
		const { paths, trusts } = await run(readRecipe(both));
		const msOf = (id: string) =>
			[...paths[0]!.steps.map(({ cell, ms }) => ({ id: cell, ms })), ...trusts].find(
				(each) => each.id === id
			)!.ms!;
		const shared = msOf('firewalls') + msOf('border-denies-by-default') + msOf('scan-is-current');
		for (const { ms, sharedMs } of paths) {
			expect(sharedMs).toBeCloseTo(shared);
			expect(ms).toBeGreaterThan(sharedMs);
		}
		const { costs } = compare(await run(readRecipe(both)), null);
		expect(costs.map(({ sharedMs }) => sharedMs)).toEqual(paths.map(({ sharedMs }) => sharedMs));
		const apart = await run(shipped('block-listed-source'));
		expect(apart.paths.map(({ sharedMs }) => sharedMs)).toEqual([0, 0]);
	});
});

describe('a run that is cancelled', () => {
	it('tells what there is, and of each step that was not asked that the run was cancelled', async () => {
		const { connection, alertId } = await incidentBench(incidentNamed('block-listed-source'));
		const notebook = shipped('block-listed-source');
		await giveDefaults(connection, notebook);
		const cancel = new AbortController();
		const asked = vi.spyOn(connection, 'query').mockImplementation((sql, options) => {
			// The third question is the one that somebody does not wait for.
			if (/FROM firewall\nWHERE src_ip/.test(sql)) cancel.abort();
			if (cancel.signal.aborted) throw new Failure('cancelled', 'the query was cancelled');
			return Object.getPrototypeOf(connection).query.call(connection, sql, options);
		});
		const world = unchanging(notebook);
		const investigator = new Investigator(connection);
		await expect(
			investigator.investigate(alertId, notebook, world, { signal: cancel.signal })
		).rejects.toMatchObject({ kind: 'cancelled' });
		asked.mockRestore();
		const [triage, deep] = investigator.result!.paths;
		expect([triage!.verdict, triage!.partial]).toEqual([null, true]);
		expect(triage!.steps.map(({ notRun }) => notRun)).toEqual([
			null,
			'cancelled: the run was ended while it was asked',
			'not asked: the run was cancelled',
			'not asked: the run was cancelled'
		]);
		expect(new Set(deep!.steps.map(({ notRun }) => notRun)).size).toBe(1);
	});
});

describe('every alert at once', () => {
	it('gives each alert the verdicts that it gets alone', async () => {
		const { run, alertId, connection } = await desk('attack-elsewhere');
		const notebook = shipped('attack-elsewhere');
		const alone = await run(notebook);
		const every = await swept(connection, notebook);
		expect(every.failures).toEqual([]);
		const [triage, deep] = every.paths;
		expect(triage!.verdicts.get(alertId)!.verdict).toBe(alone.paths[0]!.verdict);
		expect(deep!.verdicts.get(alertId)!.verdict).toBe(alone.paths[1]!.verdict);
		const agreement = agreementOf(every);
		const counted = await connection.query('SELECT count(*) FROM alerts');
		expect(agreement.alerts).toBe(Number(counted.rows[0]![0]));
		const groups = [...agreement.fields, ...agreement.beside];
		expect(groups.reduce((sum, { alerts }) => sum + alerts, 0)).toBe(agreement.alerts);
		// Half of the night's alerts are of other rules than those that the recipe is written for.
		const applying = (await listAlerts(connection, 1000)).filter(
			(alert) => applicability(notebook.appliesTo, alert).applies !== false
		);
		expect(agreement.alerts - every.notWrittenFor.size).toBe(applying.length);
		expect(agreement.compared).toBeLessThanOrEqual(applying.length);
	});
});

describe('flows of one direction', () => {
	const header = 'firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,flags,packets,bytes';
	const [from, to] = ['203.113.188.203,1272', '69.143.202.28,4899'];
	const forth = `2007-01-15 03:17:36.000,0.500,TCP,${from},${to},......S.,2,96`;
	const back = `2007-01-15 03:17:36.100,0.400,TCP,${to},${from},...A.R..,2,80`;

	/** So that the flows cover the window of the check: one every five minutes. */
	const others = Array.from({ length: 48 }, (_, i) => {
		const clock = `${String(1 + Math.floor(i / 12)).padStart(2, '0')}:${String((i % 12) * 5).padStart(2, '0')}`;
		return `2007-01-15 ${clock}:00.000,0.000,UDP,192.0.2.1,${50_000 + i},192.0.2.53,53,........,1,60`;
	});

	async function sessionsWithTarget(...lines: string[]) {
		return stepOver('sessions-with-target', [header, ...others, ...lines, ''].join('\n'));
	}

	async function stepOver(name: string, flows: string) {
		const { paths } = await resultOver([name], flows);
		return paths.flatMap((path) => path.steps).find(({ cell }) => cell === name)!;
	}

	async function resultOver(cells: readonly string[], flows: string): Promise<InvestigationResult> {
		const incident = incidentNamed('block-listed-source');
		const { connection, alertId } = await incidentBench(incident, ['conn.log', 'flow.pcap']);
		const notebook = only(shipped(incident.name), ...cells);
		await giveDefaults(connection, notebook);
		const world = unchanging(notebook);
		return besides(connection, [['flows.csv', flows]], () =>
			new Investigator(connection).investigate(alertId, notebook, world)
		);
	}

	it('of which the way back was not seen leave open whether the target answered', async () => {
		const step = await sessionsWithTarget(forth);
		expect([step.outcome, step.because]).toEqual([
			'unknown',
			'1 session with the target, 0 answered, of 1 it is not known, what came back was not counted'
		]);
	});

	it('whose halves were paired say that it was refused', async () => {
		const step = await sessionsWithTarget(forth, back);
		expect([step.outcome, step.because]).toEqual([
			'clear',
			'1 session with the target, state REJ, 0 answered, 80 bytes came back'
		]);
	});

	it('that nine accepted connections left are nine that were answered, in whatever order of the same second', async () => {
		const halves = Array.from({ length: 9 }, (_, i) => {
			const [source, target] = [`203.113.188.203,${2000 + i}`, '69.143.202.28,4899'];
			const at = `2007-01-15 03:${20 + i}:00,0.002,TCP`;
			return [
				`${at},${target},${source},...AP.SF,3,1324`,
				`${at},${source},${target},...AP.SF,5,604`
			];
		});
		const step = await sessionsWithTarget(...halves.flat());
		expect([step.outcome, step.because]).toEqual([
			'concern',
			'9 sessions with the target, state SF, 9 answered, 11,916 bytes came back'
		]);
	});

	it('of which nothing tells which side began are sessions between the two, and leave open who answered', async () => {
		const [source, target] = ['203.113.188.203,40000', '69.143.202.28,40001'];
		const at = '2007-01-15 03:20:00,0.002,TCP';
		for (const [one, other] of [
			[source, target],
			[target, source]
		]) {
			const step = await sessionsWithTarget(
				`${at},${one},${other},...AP.SF,3,300`,
				`${at},${other},${one},...AP.SF,3,300`
			);
			expect([step.outcome, step.because]).toEqual([
				'unknown',
				"1 session with the target, state SF, 0 answered, of 1 it is not known, of 1 nothing tells which side began, 300 bytes came back; none of them is of the alert's own protocol and port"
			]);
		}
	});

	it('leave it open whether a claim holds that nothing closed answers, where one way alone was seen', async () => {
		const claims = ['border-denies-by-default', 'scan-is-current'];
		const outcomesOver = async (...lines: string[]) => {
			const { trusts } = await resultOver(claims, [header, ...others, ...lines, ''].join('\n'));
			return trusts.filter(({ id }) => claims.includes(id)).map(({ outcome }) => outcome);
		};
		expect(await outcomesOver(forth)).toEqual(['untestable', 'untestable']);
		expect(await outcomesOver(forth, back)).toEqual(['confirmed', 'confirmed']);
		expect(await outcomesOver(back.replace('...A.R..', '...AP.S.'))).toEqual([
			'untestable',
			'untestable'
		]);
	});

	it('that the target began are sessions between the two as well', async () => {
		const [source, target] = ['203.113.188.203,443', '69.143.202.28,50000'];
		const step = await sessionsWithTarget(
			`2007-01-15 03:20:00,0.002,TCP,${target},${source},...AP.SF,9,900`,
			`2007-01-15 03:20:00,0.002,TCP,${source},${target},...AP.SF,3,300`
		);
		expect([step.outcome, step.because]).toEqual([
			'concern',
			"1 session with the target, state SF, 1 answered, 1 begun by the target, 900 bytes came back; none of them is of the alert's own protocol and port"
		]);
	});

	it('with another host, of which it is not known whether it answered, leave open whom the source touched', async () => {
		const lone =
			'2007-01-15 03:20:00,0.002,TCP,203.113.188.203,40000,69.143.202.29,22,......S.,1,44';
		const step = await stepOver('who-else', [header, ...others, lone, ''].join('\n'));
		expect([step.outcome, step.because]).toEqual([
			'unknown',
			'this source touched 1 other host, 0 answered; of 1 session with them it is not known'
		]);
	});
});
