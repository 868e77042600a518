import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Connection } from '#engine/duckdb/engine.ts';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { recipeText } from '#datasets/recipes/index.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import {
	besides,
	emptyBench,
	incidentBench,
	loadIncident,
	loadText,
	type Bench,
	type NamedText
} from './support/evidence.ts';
import { capturedFlow } from './support/captured-flow.ts';
import { only } from './support/only.ts';
import * as shared from './support/recipe-answers.ts';
import { investigated, type Answer } from './support/recipe-answers.ts';

// A database is filled from twelve files; that may take its time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const incident = incidentNamed('block-listed-source');

/** A database with nothing in it. */
let empty: Bench;
beforeAll(async () => void (empty = await emptyBench()));
afterAll(() => empty.engine.close());

const shipped = readRecipe(recipeText(incident.recipe));

const answer = (connection: Connection, alertId: string, cell: string) =>
	shared.answer({ connection, notebook: shipped }, alertId, cell);

const answersWithOther = (
	file: string,
	change: (text: string) => string,
	...cells: readonly string[]
) => shared.answersWithOther({ incident, notebook: shipped }, [file, change], cells);

async function answerWithOther(file: string, change: (text: string) => string, cell: string) {
	return (await answersWithOther(file, change, cell))[0]!;
}

const ofAnotherNet = (text: string) =>
	text.replaceAll('69.143.202.', '192.0.2.').replaceAll('203.113.188.203', '203.113.188.204');

describe('the shipped recipe', () => {
	it('is not clear of a source on the word of a firewall that never logged anything to the target', async () => {
		expect(await answerWithOther('fw-1.log', ofAnotherNet, 'firewalls')).toEqual([
			'unknown',
			'no firewall that is loaded logged this source, or at any time that it let anything through to the target'
		]);
	});

	it('is not clear of a source on the word of a firewall that logs what it refuses alone', async () => {
		const refused = (text: string) =>
			text
				.split('\n')
				.filter((line) => !line.includes('fw-1-accept') && !line.includes('203.113.188.203'))
				.join('\n');
		expect(await answerWithOther('fw-1.log', refused, 'firewalls')).toEqual([
			'unknown',
			'no firewall that is loaded logged this source, or at any time that it let anything through to the target'
		]);
	});

	it('is not clear of a session that began before the window and goes on in it', async () => {
		const long =
			'1168827300.000000\tCLong1\t203.113.188.203\t1271\t69.143.202.28\t4899\ttcp\t-\t7200.0\t100\t900000\tSF\tF\tT\t0\tShADadFf\t9\t500\t900\t936000\t-\n';
		const more = (text: string) => text.replace('#close', `${long}#close`);
		const asked = ['sessions-with-target', 'border-denies-by-default'];
		const [sessions, claim] = await answersWithOther('conn.log', more, ...asked);
		expect(sessions).toEqual([
			'concern',
			'2 sessions with the target, state REJ, SF, 1 answered, 900,000 bytes came back'
		]);
		expect(claim![0]).toBe('contradicted');
	});

	it('is not clear of what came over UDP, which needs no answer', async () => {
		const sent =
			'1168831056.000000\tCUdp1\t203.113.188.203\t1434\t69.143.202.28\t1434\tudp\t-\t-\t376\t0\tS0\tF\tT\t0\tD\t1\t404\t0\t0\t-\n';
		const more = (text: string) => text.replace('#close', `${sent}#close`);
		const [outcome, because] = await answerWithOther('conn.log', more, 'sessions-with-target');
		expect(outcome).toBe('unknown');
		expect(because).toContain('1 over UDP, where what is sent needs no answer');
	});

	it('is not clear of an answer where no session of the two is of the protocol and port of the alert', async () => {
		const { connection } = await incidentBench(incident);
		const line = `01/15/2007-03:17:36.000000  [**] [1:1:1] A rule [**] [Priority: 2] {UDP} 203.113.188.203:1272 -> 69.143.202.28:161\n`;
		const [outcome, because] = await besides(connection, [['udp.log', line]], ([alerts]) =>
			answer(connection, `${alerts!.source_id}-1`, 'sessions-with-target')
		);
		expect(outcome).toBe('unknown');
		expect(because).toContain("none of them is of the alert's own protocol and port");
	});

	it('is not clear of events that would count and of which it is not told whose they are', async () => {
		const event = (level: number, words: string) =>
			`${JSON.stringify({ timestamp: '2007-01-15T03:17:40.000+0000', rule: { level, description: words, id: '533' }, agent: { id: '004', name: 'www1' }, manager: { name: 'manager1' }, id: `116883106${level}.1`, full_log: words })}\n`;
		const [host, services] = await answersWithOther(
			'wazuh.json',
			(text) => text + event(12, 'New listening port 4899') + event(3, 'User logoff'),
			'host-log',
			'new-services'
		);
		expect(host).toEqual([
			'unknown',
			expect.stringContaining('; of 1 event that would count it is not told whose')
		]);
		expect(services![0]).toBe('unknown');
	});

	it('is not clear of attacks in a web log of which it is not told which host it is of', async () => {
		const attack = `203.113.188.203 - - [15/Jan/2007:03:17:40 +0000] "GET /a.php?p=http://x/cmd.txt HTTP/1.1" 200 512 "-" "-"\n`;
		const { connection, alertId } = await incidentBench(incident);
		const ask = () => answer(connection, alertId, 'web-log');
		expect(await besides(connection, [['ssl_access.log', attack]], ask)).toEqual([
			'unknown',
			'no request that is known to be of the target looks like an attack, from this source or any other; of 1 request like an attack it is not told of which host'
		]);
	});

	it('does not say of an alert without a port that it is closed', async () => {
		const { connection } = await incidentBench(incident);
		const line = `01/15/2007-03:17:36.000000  [**] [1:1:1] A rule [**] [Priority: 2] {TCP} 192.0.2.1 -> 69.143.202.28\n`;
		const [outcome, because] = await besides(connection, [['portless.log', line]], ([alerts]) =>
			answer(connection, `${alerts!.source_id}-1`, 'exposure')
		);
		expect(outcome).toBe('unknown');
		expect(because).toContain('the alert does not tell the port');
	});

	it('has no claim confirmed by a sensor that never recorded a session of the target', async () => {
		const claims = ['border-denies-by-default', 'scan-is-current'];
		const untested = ['untestable', 'no session of the target was recorded at any time'];
		expect(await answersWithOther('conn.log', ofAnotherNet, ...claims)).toEqual([
			untested,
			untested
		]);
	});

	it.each(['statistics', 'who-else'])(
		'is not clear of what the source did on the word of a sensor that never recorded a session of it: %s',
		async (cell) => {
			const [outcome, because] = await answerWithOther('conn.log', ofAnotherNet, cell);
			expect(outcome).toBe('unknown');
			expect(because).toMatch(/^no session of this source was recorded at any time; this source/);
		}
	);

	it('takes an answer over UDP for none of the TCP port of the same number that the scan found open', async () => {
		const answered =
			'1168831050.000000\tCUdp80\t198.51.100.77\t5353\t69.143.202.28\t80\tudp\t-\t1.0\t100\t9000\tSF\tF\tT\t0\tDd\t1\t128\t1\t9028\t-\n';
		const more = (text: string) => text.replace('#close', `${answered}#close`);
		expect(await answerWithOther('conn.log', more, 'scan-is-current')).toEqual([
			'contradicted',
			'port 80/udp answered, and the scan did not find it open'
		]);
	});

	it.each([
		['TCP', '; the last scan or inventory does not have it open'],
		['UDP', '; the last scan or inventory has it open']
	])('knows a port that is open over UDP by its protocol: asked for %s', async (proto, said) => {
		const { connection } = await incidentBench(incident);
		const open =
			'ip,hostname,port,proto,state,service,seen_at\n69.143.202.28,www1,161,udp,open,snmp,2007-01-01\n';
		const line = `01/15/2007-03:17:36.000000  [**] [1:1:1] A rule [**] [Priority: 2] {${proto}} 192.0.2.1:1024 -> 69.143.202.28:161\n`;
		const files = [
			[`${proto}.log`, line],
			['inventory.csv', open]
		] as const;
		const [, because] = await besides(connection, files, ([alerts]) =>
			answer(connection, `${alerts!.source_id}-1`, 'exposure')
		);
		expect(because).toContain(said);
	});

	it('says of a host whose log tells no level of any event what would tell', async () => {
		const levelless = (text: string) => text.replaceAll(/"level":\d+,?/g, '');
		const [outcome, because] = await answerWithOther('wazuh.json', levelless, 'host-log');
		expect(outcome).toBe('unknown');
		expect(because).toContain(
			'; its log tells no level of any event (the priorities of syslog are none: they fall as things get worse), so that nothing can be ruled out by it: the alerts of an agent'
		);
	});

	it.each([
		['an emergency', 8],
		['a debug message', 15]
	])('takes the priority of syslog for no level of an agent: %s', async (_, priority) => {
		const { connection, alertId } = await incidentBench(incident, ['wazuh.json']);
		const line = `<${priority}>1 2007-01-15T03:17:30Z www1 app - - - words\n`;
		const ask = () => answer(connection, alertId, 'host-log');
		const ofHost = { host: 'www1,69.143.202.28' };
		expect(await besides(connection, [['messages', line]], ask, ofHost)).toEqual([
			'unknown',
			expect.stringContaining('1 without a level')
		]);
	});
});

describe('without a policy, what a scan or an inventory says of the port', () => {
	const line = `01/15/2007-03:17:36.000000  [**] [1:1:1] A rule [**] [Priority: 2] {TCP} 192.0.2.1:1024 -> 192.0.2.28:4899\n`;

	function exposure(inventory: string | null): Promise<Answer> {
		const known = `ip,hostname,port,proto,state\n${inventory}\n`;
		const files: NamedText[] = inventory === null ? [] : [['inventory.csv', known]];
		return besides(empty.connection, [['alert.log', line], ...files], ([alerts]) =>
			answer(empty.connection, `${alerts!.source_id}-1`, 'exposure')
		);
	}

	it.each([
		['is a concern where it has it open', '192.0.2.28,www1,4899,tcp,open', 'concern', 'the last scan or inventory has it open'],
		['is that it does not have it open', '192.0.2.28,www1,80,tcp,open', 'unknown', 'the last scan or inventory does not have it open'],
		['is nothing where it does not know the target', '192.0.2.29,www2,80,tcp,open', 'unknown', 'no scan or inventory knows the target'],
		['is nothing where there is none', null, 'unknown', 'no scan or inventory knows the target']
	])('%s', async (_, inventory, outcome, said) => {
		const [found, because] = await exposure(inventory);
		expect([found, because]).toEqual([
			outcome,
			expect.stringContaining(`port 4899: no policy says anything; ${said}`)
		]);
	}); // prettier-ignore
});

describe('of files of rules that do not name their devices', () => {
	it('it is said that they do not, where they differ, and how to name them', async () => {
		const rules = (action: string) =>
			`*filter\n:INPUT DROP [0:0]\n:FORWARD ${action} [0:0]\n:OUTPUT ACCEPT [0:0]\n-A FORWARD -p udp -j ACCEPT\nCOMMIT\n`;
		const line = `01/15/2007-03:17:36.000000  [**] [1:1:1] A rule [**] [Priority: 2] {TCP} 192.0.2.1:1024 -> 192.0.2.28:4899\n`;
		const files = [
			['alert.log', line],
			['a.rules', rules('DROP')],
			['b.rules', rules('ACCEPT')]
		] as const;
		const [outcome, because] = await besides(empty.connection, files, ([alerts]) =>
			answer(empty.connection, `${alerts!.source_id}-1`, 'exposure')
		);
		expect(outcome).toBe('unknown');
		expect(because).toContain(
			'what the policy does is not known (2 files of rules do not name their devices'
		);
	});
});

describe('the packets of a flow are an answer, or prove one that was not captured', () => {
	const target = '192.0.2.28';
	async function content(packets: Parameters<typeof capturedFlow>[1]) {
		const { connection } = empty;
		const line = `01/15/2007-03:17:36.000000  [**] [1:1:1] A rule [**] [Priority: 2] {TCP} 198.51.100.7:1024 -> ${target}:4899\n`;
		const ends = { source: ['198.51.100.7', 1024], target: [target, 4899] } as const;
		const files = [
			['alert.log', line],
			['flow.pcap', capturedFlow(ends, packets)]
		] as const;
		const { paths } = await besides(connection, files, ([alerts]) =>
			investigated(connection, `${alerts!.source_id}-1`, only(shipped, 'full-content'))
		);
		const step = paths.flatMap(({ steps }) => steps).find(({ cell }) => cell === 'full-content')!;
		return [step.said, step.because];
	}

	it.each([
		['a reset is no answer', [['>', 'S'], ['<', 'RA']], 'clear', 'of payload'],
		['nor is silence', [['>', 'S']], 'clear', 'of payload'],
		['an acknowledgement is one, though the opening was not captured', [['>', 'A'], ['<', 'A']], 'concern', 'the target answered with 1 packet beside resets'],
		['and so is an end', [['>', 'A'], ['>', 'FA'], ['<', 'FA']], 'concern', 'the target answered with 1 packet beside resets'],
		['and what opens', [['>', 'S'], ['<', 'SA'], ['>', 'R']], 'concern', 'the target answered with 1 packet beside resets'],
		['a source that acknowledges was answered, though one way alone was captured', [['>', 'S'], ['>', 'A'], ['>', 'FA']], 'unknown', 'in 2 packets the source acknowledges'],
		['a source that resets may have been', [['>', 'S'], ['>', 'R']], 'unknown', 'the source reset what may have been an answer'],
		['a flow without its opening may have been answered before', [['<', 'R']], 'unknown', 'of what went before nothing is known']
	] as const)('%s', async (_, packets, outcome, said) => {
		expect(await content(packets)).toEqual([outcome, expect.stringMatching(new RegExp(`${said}`))]);
	}); // prettier-ignore
});

describe('an alert that names no source', () => {
	let bench: Bench;
	let alertId: string;
	beforeAll(async () => {
		bench = await emptyBench();
		await loadIncident(bench.connection, incident);
		const nameless = {
			timestamp: '2007-01-15T03:17:36.000000+0000',
			event_type: 'alert',
			dest_ip: '69.143.202.28',
			dest_port: 4899,
			proto: 'TCP',
			alert: { signature: 'A rule', signature_id: 1 }
		};
		const text = `${JSON.stringify(nameless)}\n`;
		alertId = `${(await loadText(bench.connection, 'eve.json', text)).source_id}-1`;
	});
	afterAll(() => bench.engine.close());

	it.each(['firewalls', 'host-log', 'alert-and-rule', 'statistics', 'who-else'])(
		'is clear of nothing that is searched by its source: %s',
		async (cell) => {
			const { paths } = await investigated(bench.connection, alertId, only(shipped, cell));
			const step = paths.flatMap(({ steps }) => steps).find((asked) => asked.cell === cell)!;
			expect(step.outcome).toBe('unknown');
			expect(step.lowered).toContain('the alert has no source');
		}
	);

	it('may be clear of what is searched by its target', async () => {
		expect((await answer(bench.connection, alertId, 'new-services'))[0]).toBe('clear');
	});
});

it('a check that declares no table is not clear of one that it reads and of which nothing is loaded', async () => {
	const { alertId, connection } = await incidentBench(incident);
	const recipe = `---
lookdeeper: 1
id: small
title: Small
paths: { p: { title: P, stop: end } }
---

\`\`\`sql {check=names path=p}
SELECT CASE WHEN count(*) = 0 THEN 'clear' ELSE 'concern' END AS outcome, count(*) || ' names' AS because FROM dns
\`\`\`

\`\`\`sql {verdict path=p}
SELECT 'disregard' AS outcome, 'nothing was asked for' AS because FROM steps
\`\`\`
`;
	const [path] = (await investigated(connection, alertId, readRecipe(recipe))).paths;
	expect([path!.verdict, path!.because]).toEqual([
		'insufficient data',
		'not closed as disregard: “names” is unknown: no dns records are loaded'
	]);
});
