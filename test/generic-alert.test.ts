import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { incidentNamed, incidents } from '#datasets/incidents/index.ts';
import { recipeText } from '#datasets/recipes/index.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import {
	besides,
	emptyBench,
	incidentBench,
	type Bench,
	type NamedText
} from './support/evidence.ts';
import { answer, answersWithOther, investigated, type Answer } from './support/recipe-answers.ts';

// A database is filled from twelve files; that may take its time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const incident = incidentNamed('block-listed-source');
const notebook = readRecipe(recipeText('generic-alert'));

const source = '203.113.188.203';
const target = '69.143.202.28';

describe('the recipe for any alert, of an incident', () => {
	it.each([
		['block-listed-source', 'disregard', 'disregard'],
		['drifted-policy', 'suspicious', 'suspicious'],
		['missing-logs', 'insufficient data', 'disregard'],
		['attack-elsewhere', 'disregard', 'suspicious']
	])('%s: %s, %s', async (name, triage, deepDive) => {
		const { connection, alertId } = await incidentBench(incidentNamed(name));
		const { paths } = await investigated(connection, alertId, notebook);
		expect(paths.map(({ verdict }) => verdict)).toEqual([triage, deepDive]);
	});

	it('is held to all incidents that there are', () => expect(incidents).toHaveLength(4));

	it('needs no more steps in its triage than four, and says at each answer a sentence without a gap', async () => {
		const { connection, alertId } = await incidentBench(incident);
		const { paths, trusts } = await investigated(connection, alertId, notebook);
		expect(paths[0]!.steps.length).toBeLessThanOrEqual(4);
		const steps = paths.flatMap((path) => path.steps);
		for (const { because } of [...paths, ...steps, ...trusts]) {
			expect(because).toMatch(/^[^\s,;:].*[^\s,;:]$/s);
			expect(because).not.toMatch(/(?<![-\w])1 \w+s\b|null|, ,|; ;|: ;/);
		}
	});
});

const line = (at: string, rest: string) => `${at}\t${rest}\n`;
const beforeClose = (more: string) => (text: string) => text.replace('#close', `${more}#close`);
const ofAnotherNet = (text: string) =>
	text.replaceAll('69.143.202.', '192.0.2.').replaceAll(source, '203.113.188.204');

/** A session of two minutes after the alert, in the words of Zeek. */
const session = (
	from: string,
	to: string,
	rest = 'tcp\t-\t1.0\t100\t900\tSF\tF\tT\t0\tShADadFf\t9\t500\t9\t900\t-'
) => line('1168831156.000000', `C${to.length}\t${from}\t${to}\t${rest}`);
const unanswered = 'tcp\t-\t-\t-\t-\tS0\tF\tT\t0\tS\t1\t40\t0\t0\t-';
const udp = 'udp\t-\t-\t376\t0\tS0\tF\tT\t0\tD\t1\t404\t0\t0\t-';

type Change = readonly [file: string, change: (text: string) => string];

describe('a step of the recipe for any alert', () => {
	const asked = async (change: Change, cell: string): Promise<Answer> =>
		(await answersWithOther({ incident, notebook }, change, [cell]))[0]!;

	it.each<readonly [string, string, Change, string, RegExp]>([
		['is not clear on the word of a firewall that never logged anything to the target', 'firewalls', ['fw-1.log', ofAnotherNet], 'unknown', /none that is loaded logged at any time/],
		['is not clear where the firewall let the source through to another host', 'firewalls', ['fw-1.log', (text) => text.replaceAll(`DST=${target}`, 'DST=69.143.202.29').replaceAll('fw-1-reject', 'fw-1-accept')], 'unknown', /let through elsewhere|none that is loaded/],
		['is a concern where the target was answered on a session that began before the window', 'answered', ['conn.log', beforeClose(line('1168827300.000000', `CLong1\t${source}\t1271\t${target}\t4899\ttcp\t-\t7200.0\t100\t900000\tSF\tF\tT\t0\tShADadFf\t9\t500\t900\t936000\t-`))], 'concern', /2 sessions of the two, 1 answered/],
		['is not clear of what came over UDP', 'answered', ['conn.log', beforeClose(session(`${source}\t1434`, `${target}\t1434`, udp))], 'unknown', /1 by a protocol that needs no answer/],
		['is a concern where the target opened an answered session to the source', 'answered', ['conn.log', beforeClose(session(`${target}\t1099`, `${source}\t4444`))], 'concern', /1 begun by the target/],
		['is a concern where the target opens a port that it had not used before', 'target', ['conn.log', beforeClose(session(`${target}\t1099`, '198.51.100.9\t4444'))], 'concern', /answered on 4444\/tcp/],
		['is not clear of a target of which no session was recorded', 'target', ['conn.log', ofAnotherNet], 'unknown', /^no session of the target was recorded at any time$/],
		['is not clear of a source of which no session was recorded', 'source', ['conn.log', ofAnotherNet], 'unknown', /^no session of the source was recorded at any time$/],
		['is a concern where a stranger was answered by another host', 'source', ['conn.log', beforeClose(session(`${source}\t1300`, '69.143.202.29\t80'))], 'concern', /1 other host on 1 port, 1 answered/],
		['is a concern where the source asks for many ports that do not answer', 'source', ['conn.log', beforeClose(Array.from({ length: 11 }, (_, i) => session(`${source}\t13${i}`, `${target}\t${6000 + i}`, unanswered)).join(''))], 'concern', /12 unanswered ports/],
		['confirms no claim of sessions to a target that was never seen', 'policy-holds', ['conn.log', ofAnotherNet], 'untestable', /^no session of the target was recorded at any time$/],
		['confirms no claim of ports of a target that was never seen', 'assets-hold', ['conn.log', ofAnotherNet], 'untestable', /^no session of the target was recorded at any time$/],
		['is not clear of an event that would count and of which it is not told whose it is', 'hosts', ['wazuh.json', (text) => `${text}${JSON.stringify({ timestamp: '2007-01-15T03:17:40.000+0000', rule: { level: 12, description: 'x', id: '533' }, agent: { id: '004', name: 'www1' }, manager: { name: 'manager1' }, id: '1168831060.1', full_log: 'New listening port 4899' })}\n`], 'unknown', /of 1 event that would count it is not told whose/],
		['is not clear of a host whose log tells no level', 'hosts', ['wazuh.json', (text) => text.replaceAll(/"level":\d+,?/g, '')], 'unknown', /78 without a level/]
	])('%s', async (_, cell, change, outcome, said) => {
		expect(await asked(change, cell)).toEqual([outcome, expect.stringMatching(said)]);
	}); // prettier-ignore
});

describe('an alert that does not say enough', () => {
	let bench: Pick<Bench, 'connection'>;
	beforeAll(async () => void (bench = await incidentBench(incident)));

	const eve = (fields: object) =>
		`${JSON.stringify({ timestamp: '2007-01-15T03:17:36.000000+0000', event_type: 'alert', alert: { signature: 'A rule', signature_id: 1 }, ...fields })}\n`;

	const asked = (text: string, cell: string, more: readonly NamedText[] = []) =>
		besides(bench.connection, [['eve.json', text], ...more], ([alerts]) =>
			answer({ connection: bench.connection, notebook }, `${alerts!.source_id}-1`, cell)
		);

	const sourceless = eve({ dest_ip: target, dest_port: 4899, proto: 'TCP' });
	const targetless = eve({ src_ip: source, src_port: 1272, proto: 'TCP' });

	it.each([
		['no source', sourceless, ['answered', 'firewalls', 'alerts', 'source', 'rare', 'hosts']],
		['no target', targetless, ['exposure', 'answered', 'firewalls', 'target', 'requests', 'hosts']]
	])('%s is clear of nothing that is searched by it', async (_, text, cells) => {
		for (const cell of cells)
			expect([cell, (await asked(text, cell))[0]]).toEqual([cell, 'unknown']);
	});

	it('no port is not clear of being exposed', async () => {
		const portless = eve({ src_ip: source, dest_ip: target, proto: 'TCP' });
		expect(await asked(portless, 'exposure')).toEqual([
			'unknown',
			expect.stringContaining('the alert does not tell the port')
		]);
	});

	it('of another protocol than the sessions of the two is not clear of being answered', async () => {
		const ping = eve({
			src_ip: source,
			dest_ip: target,
			proto: 'ICMP',
			icmp_type: 8,
			icmp_code: 0
		});
		expect(await asked(ping, 'answered')).toEqual([
			'unknown',
			expect.stringContaining("none of them is of the alert's own protocol and port")
		]);
	});
});

describe('where alerts alone are loaded', () => {
	let bench: Bench;
	beforeAll(async () => void (bench = await emptyBench()));
	afterAll(() => bench.engine.close());

	it('nothing is clear but that the source fired no other rule, and each unknown says what is not loaded', async () => {
		const text = `01/15/2007-03:17:36.000000  [**] [1:1:1] A rule [**] [Priority: 2] {TCP} ${source}:1024 -> ${target}:4899\n`;
		const { paths } = await besides(bench.connection, [['alert.log', text]], ([alerts]) =>
			investigated(bench.connection, `${alerts!.source_id}-1`, notebook)
		);
		expect(paths.map(({ verdict }) => verdict)).toEqual(['insufficient data', 'insufficient data']);
		const steps = paths.flatMap((path) => path.steps);
		for (const { cell, outcome, because, lowered } of steps)
			if (cell !== 'alerts')
				expect([cell, outcome, [because, ...lowered].join('; ')]).toEqual([
					cell,
					'unknown',
					expect.stringMatching(/no \w+ records (of [\d.]+ )?are loaded/)
				]);
	});
});
