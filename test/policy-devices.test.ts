import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { recipeText } from '#datasets/recipes/index.ts';
import { Investigator } from '#investigation/investigator.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench, loadIncident, type Bench } from './support/evidence.ts';
import { giveDefaults, unchanging } from './support/defaults.ts';

const incident = incidentNamed('block-listed-source');
const notebook = readRecipe(recipeText(incident.recipe));
const TARGET = '69.143.202.28';
let bench: Bench;
let alertId: string;

beforeAll(async () => {
	bench = await emptyBench();
	alertId = await loadIncident(bench.connection, incident);
	await giveDefaults(bench.connection, notebook);
}, 60_000);
afterAll(() => bench.engine.close());

/** What is said on paper, and of the claim, where something of the evidence is changed. */
async function said(...changes: readonly string[]) {
	const { connection } = bench;
	await connection.query('BEGIN');
	try {
		for (const change of changes) await connection.query(change);
		const world = unchanging(notebook);
		const { paths, trusts } = await new Investigator(connection).investigate(
			alertId,
			notebook,
			world
		);
		const step = paths[0]!.steps.find(({ cell }) => cell === 'exposure')!;
		const claim = trusts.find(({ id }) => id === 'border-denies-by-default')!;
		return { exposure: step.said, because: step.because, claim: claim.outcome };
	} finally {
		await connection.query('ROLLBACK');
	}
}

/** The firewall of the incident logs its packets under another name. */
const loggedBy = (device: string | null) =>
	`UPDATE firewall SET device = ${device === null ? 'NULL' : `'${device}'`} WHERE dst_ip = '${TARGET}'`;
/** Rules of a further firewall, which does this with every packet. */
const rulesOf = (device: string, action: string) =>
	`INSERT INTO policy (device, position, action, src, dst) VALUES ('${device}', 1, '${action}', 'any', 'any')`;
/** The same rules as those of the firewall of the incident, of a further one. */
const sameRulesOf = (device: string) =>
	`INSERT INTO policy BY NAME SELECT * REPLACE ('${device}' AS device) FROM policy`;
const ofFlow = () =>
	`community_id = (SELECT community_id FROM alerts WHERE alert_id = '${alertId}')`;
const flowLoggedBy = (device: string) =>
	`UPDATE firewall SET device = '${device}' WHERE ${ofFlow()}`;
const flowNotLogged = () => `DELETE FROM firewall WHERE ${ofFlow()}`;

const closed = { exposure: 'clear', claim: 'confirmed' };
const open = { exposure: 'unknown', claim: 'untestable' };

describe('the policy of one firewall says nothing of what goes through another', () => {
	it('a firewall that logged packets to the target and whose policy is not loaded leaves it unknown, by name', async () => {
		const { because, ...outcomes } = await said(loggedBy('fw-2'));
		expect(outcomes).toEqual(open);
		expect(because).toContain('fw-2 logged packets to this target, and its policy is not loaded');
	});

	it('so does one that its log does not name', async () => {
		const { because, ...outcomes } = await said(loggedBy(null));
		expect(outcomes).toEqual(open);
		expect(because).toContain('; a firewall without a name logged packets to this target');
	});

	it('so does one that raised the alert', async () => {
		const elsewhere = `INSERT INTO firewall (device, dst_ip) VALUES ('fw-2', '192.0.2.77')`;
		expect(await said(elsewhere)).toMatchObject(closed);
		expect(await said(elsewhere, `UPDATE alerts SET sensor = 'fw-2'`)).toMatchObject(open);
	});

	it.each(['FW-1', '192.0.2.1'])(
		'one that its log calls %s has the policy of fw-1',
		async (name) => {
			const own = `UPDATE policy SET own_ips = '192.0.2.1' WHERE device = 'fw-1'`;
			expect(await said(own, loggedBy(name))).toMatchObject(closed);
		}
	);

	it('one whose policy is a list for each interface has it under its own name', async () => {
		const listed = `UPDATE policy SET device = 'fw-2 outside in', hook = NULL`;
		expect((await said(listed, loggedBy('fw-2'))).because).not.toContain('is not loaded');
		expect((await said(listed, loggedBy('fw'))).because).toContain('fw logged packets');
	});
});

describe('of several firewalls of which it is not known which the packet passes', () => {
	it('what their policies say alike is the answer', async () => {
		expect(await said(flowNotLogged(), sameRulesOf('fw-2'))).toMatchObject(closed);
		const open = [`DELETE FROM policy`, rulesOf('fw-1', 'allow'), rulesOf('fw-2', 'allow')];
		expect((await said(flowNotLogged(), ...open)).exposure).toBe('concern');
	});

	it.each([
		['exposure', 'allow', 'unknown'],
		['exposure', 'unknown', 'unknown'],
		['claim', 'drop', 'untestable'],
		['claim', 'unknown', 'untestable']
	] as const)('what they do not say alike is unknown: %s, %s', async (of, action, outcome) => {
		expect((await said(flowNotLogged(), rulesOf('fw-2', action)))[of]).toBe(outcome);
	});

	it('the one that logged the flow is asked alone', async () => {
		const rules = rulesOf('fw-2', 'allow');
		const { exposure, because } = await said(rules, flowLoggedBy('fw-1'));
		expect([exposure, because]).toEqual([
			'clear',
			'port 4899: fw-1 says reject; the last scan or inventory does not have it open'
		]);
		expect((await said(rules, flowLoggedBy('fw-2'))).exposure).toBe('concern');
	});
});
