import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import type { Result } from '#engine/duckdb/engine.ts';
import { Failure } from '#lib/failure.ts';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import { source } from '#test/support/page-samples.ts';
import { OpenQuestion } from './open-question.svelte.ts';

/** Services whose database is answered by hand. */
class Slow extends StandInServices {
	readonly waiting: {
		sql: string;
		give: (rows: Result) => void;
		fail: (error: unknown) => void;
	}[] = [];
	override look(sql: string): Promise<Result> {
		return new Promise((give, fail) => this.waiting.push({ sql, give, fail }));
	}
}

const one: Result = { columns: [{ name: 'one', type: 'number' }], rows: [[1]] };
const two: Result = { columns: [{ name: 'two', type: 'number' }], rows: [[2]] };

async function passed(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve));
	flushSync();
}

function asking(sql: string): { services: Slow; question: OpenQuestion } {
	const services = new Slow();
	return { services, question: new OpenQuestion(services, sql) };
}

test('a question runs, is done with its first rows, and is stale once it has another text or other rows came', async () => {
	const { services, question } = asking('SELECT 1 AS one');
	expect(question.state).toBe('not asked');
	void question.ask();
	expect(question.state).toBe('running');
	services.waiting[0]!.give(one);
	await passed();
	expect([question.state, question.answer?.first]).toEqual(['done', one]);
	services.data = { ...services.data, sources: [source({}), source({ receipt: null })] };
	expect(question.state).toBe('stale');
	void question.ask();
	services.waiting[1]!.give(one);
	await passed();
	expect(question.state).toBe('done');
	question.rewrite('SELECT 2 AS two');
	expect([question.state, question.answer?.first]).toEqual(['stale', one]);
	question.rewrite('SELECT 1 AS one');
	expect(question.state).toBe('done');
});

test('what was asked while rows were still coming is overtaken once they are all there, and no other answer is', async () => {
	const { services, question } = asking('SELECT 1 AS one');
	const catalogue = (isCounted: boolean) => {
		const { data } = services;
		services.data = { ...data, catalogue: { ...data.catalogue, isCounted } };
	};
	catalogue(false);
	void question.ask();
	services.waiting[0]!.give(one);
	await passed();
	expect([question.state, question.isOvertaken]).toEqual(['done', false]);
	catalogue(true);
	expect([question.state, question.isOvertaken]).toEqual(['stale', true]);
	void question.ask();
	services.waiting[1]!.give(one);
	await passed();
	expect([question.state, question.isOvertaken]).toEqual(['done', false]);
	services.data = { ...services.data, sources: [source({}), source({ receipt: null })] };
	expect([question.state, question.isOvertaken]).toEqual(['stale', false]);
});

test('what comes late of a text that is no longer asked is dropped', async () => {
	const { services, question } = asking('SELECT 1 AS one');
	void question.ask();
	question.rewrite('SELECT 2 AS two');
	void question.ask();
	services.waiting[1]!.give(two);
	await passed();
	services.waiting[0]!.give(one);
	await passed();
	expect([question.state, question.answer?.first]).toEqual(['done', two]);
});

test('what fails says where, and keeps the rows of before', async () => {
	const { services, question } = asking('SELECT 1 AS one');
	void question.ask();
	services.waiting[0]!.give(one);
	await passed();
	const sql = 'SELECT srcip FROM sessions;';
	question.rewrite(sql);
	void question.ask();
	const statement = services.waiting[1]!.sql;
	const words =
		'Binder Error: Referenced column "srcip" not found in FROM clause!\nCandidate bindings: "src_ip"';
	services.waiting[1]!.fail(new Failure('query failed', words, { place: statement }));
	await passed();
	expect(question.state).toBe('failed');
	expect(question.fault).toEqual({
		message: 'no column srcip in sessions; the nearest name is src_ip',
		position: sql.indexOf('srcip')
	});
	expect(question.answer?.first).toEqual(one);
});

test('what may not be asked never reaches the database', async () => {
	const { services, question } = asking('DROP TABLE sessions');
	await question.ask();
	expect([question.state, services.waiting.length]).toEqual(['failed', 0]);
	expect(question.fault?.message).toContain('only a query may stand here');
	question.rewrite("SELECT getvariable('nothing')");
	await question.ask();
	expect(services.waiting).toEqual([]);
});

test('what is cancelled is no failure', async () => {
	const { services, question } = asking('SELECT 1 AS one');
	void question.ask();
	services.waiting[0]!.fail(new Failure('cancelled', 'the reading of rows was cancelled'));
	await passed();
	expect([question.state, question.fault]).toEqual(['cancelled', null]);
});

test('what speaks of the alert is asked with the recipe, and is stale for another alert', async () => {
	const { services, question } = asking('SELECT * FROM sessions WHERE src_ip = alert.src_ip;');
	await question.ask();
	expect(services.log).toEqual(['ask SELECT * FROM sessions WHERE src_ip = alert.src_ip']);
	expect(question.state).toBe('done');
	services.alerts = { ...services.alerts, current: services.alerts.rows[1]! };
	expect(question.state).toBe('stale');
});
