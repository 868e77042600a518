import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

const clock = (second: number) => new Date(Date.UTC(2026, 0, 2, 9, 30, second)).toISOString();

/** An hour of flows from half past nine: one a minute, every third without a word on whether it was answered. */
const flows = Array.from({ length: 61 }, (_, minute) =>
	JSON.stringify({
		timestamp: clock(minute * 60).replace('Z', '+0000'),
		event_type: 'flow',
		src_ip: `192.0.2.${1 + (minute % 4)}`,
		src_port: 40_000 + minute,
		dest_ip: '198.51.100.7',
		dest_port: minute % 2 === 0 ? 443 : 22,
		proto: 'TCP',
		flow: {
			pkts_toserver: 3,
			pkts_toclient: 3,
			bytes_toserver: 100 * (1 + (minute % 4)),
			bytes_toclient: 500,
			start: clock(minute * 60).replace('Z', '+0000'),
			end: clock(minute * 60 + 2).replace('Z', '+0000'),
			age: 2,
			state: 'closed',
			reason: 'timeout'
		}
	})
).join('\n');

/** Alerts of two rules; one says what a spreadsheet would run. */
const alerts = [5, 6, 31, 32, 33]
	.map((minute) =>
		JSON.stringify({
			timestamp: clock(minute * 60).replace('Z', '+0000'),
			event_type: 'alert',
			src_ip: '192.0.2.1',
			src_port: 40_000,
			dest_ip: '198.51.100.7',
			dest_port: 443,
			proto: 'TCP',
			alert: {
				action: 'allowed',
				gid: 1,
				signature_id: minute < 10 ? 1 : 2,
				rev: 1,
				signature: minute < 10 ? '=cmd()' : 'A scan',
				category: 'Attempted Recon',
				severity: 2
			}
		})
	)
	.join('\n');

async function loaded(files: Record<string, string>): Promise<Visit> {
	const visit = await Visit.fresh();
	await visit.open('?case=own');
	await visit.page.getByText('There is no data yet').waitFor();
	await visit.drop(Object.entries(files).map(([name, text]) => ({ name, text })));
	await visit.page.locator('[data-source][data-state="read"]').first().waitFor();
	return visit;
}

/** What is done by mouse, counted; each question of an analyst takes three of these at most. */
class Mouse {
	readonly #visit: Visit;
	actions = 0;

	constructor(visit: Visit) {
		this.#visit = visit;
	}

	async press(role: 'button' | 'menuitem', name: string | RegExp): Promise<void> {
		this.actions++;
		const all = this.#visit.page.getByRole(
			role,
			typeof name === 'string' ? { name, exact: true } : { name }
		);
		await all.last().click();
	}

	/** From the rail to a ready question. */
	async ask(title: string) {
		this.actions = 0;
		await this.press('button', /^Explore/);
		await this.press('button', title);
		const card = this.#visit.page.getByRole('article', { name: title });
		await card.locator('[role=grid]').waitFor();
		expect(this.actions).toBeLessThanOrEqual(3);
		return card;
	}
}

it('without an alert: who spoke most, which ports answered, how many sessions a minute, what happened from 10:00 to 10:05', async () => {
	const visit = await loaded({ 'eve-flows.json': flows });
	const mouse = new Mouse(visit);

	const talkers = await mouse.ask('Top talkers');
	await expect.poll(() => talkers.textContent()).toContain('4 rows');
	expect(await talkers.getByRole('row').nth(1).textContent()).toContain('192.0.2.4');

	const ports = await mouse.ask('Answered ports');
	await expect.poll(() => ports.textContent()).toContain('2 rows');
	expect(await ports.getByRole('columnheader').allTextContents()).toContain('not_said');

	const minutes = await mouse.ask('Sessions per minute');
	await expect.poll(() => minutes.textContent()).toContain('61 rows');

	// What happened from 10:00 to 10:05: the question, and a span drawn over the hour.
	const happened = await mouse.ask('What happened');
	await expect.poll(() => happened.textContent()).toContain('61 rows');
	const brush = visit.page.locator('.bars .ground');
	await brush.scrollIntoViewIfNeeded();
	const { x, y, width } = (await brush.boundingBox())!;
	const at = (minute: number) => x + (width * minute) / 60;
	await visit.page.mouse.move(at(30), y + 5);
	await visit.page.mouse.down();
	await visit.page.mouse.move(at(33), y + 5);
	await visit.page.mouse.move(at(35), y + 5);
	await visit.page.mouse.up();
	mouse.actions++;
	expect(mouse.actions).toBe(3);
	await visit.page.getByText('As SQL', { exact: true }).click();
	await visit.page
		.getByText("ts BETWEEN TIMESTAMP '2026-01-02 10:00:00' AND TIMESTAMP '2026-01-02 10:05:00'")
		.waitFor();
	await expect.poll(() => happened.textContent()).toContain('6 rows');
	// It holds for every question, and is taken off again.
	await expect.poll(() => minutes.textContent()).toContain('6 rows');
	await visit.picture('explore-span');
	await mouse.press('button', 'All of the time');
	await expect.poll(() => minutes.textContent()).toContain('61 rows');

	// They are there again with the case, and are asked when somebody wants it.
	await visit.page.reload();
	await mouse.press('button', /^Explore/);
	await visit.page.getByRole('button', { name: 'sessions 61', exact: true }).waitFor();
	await visit.page.getByRole('button', { name: 'Ask all 4 again' }).click();
	await expect.poll(() => talkers.textContent()).toContain('4 rows');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});

it('alerts by signature, and a table as CSV in which no text of a log is a formula', async () => {
	const visit = await loaded({ 'eve.json': alerts });
	const mouse = new Mouse(visit);
	const signatures = await mouse.ask('Alerts by signature');
	await expect.poll(() => signatures.textContent()).toContain('2 rows');
	const names = await signatures.getByRole('gridcell', { name: /A scan|=cmd/ }).allTextContents();
	expect(names).toEqual(['A scan', '=cmd()']);

	mouse.actions = 0;
	const saved = visit.page.waitForEvent('download');
	await mouse.press('button', /^Download/);
	await mouse.press('menuitem', /^CSV/);
	const file = await saved;
	expect(file.suggestedFilename()).toBe('rows-of-alerts-by-signature.csv');
	const [head, ...lines] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
	expect(head).toMatch(/^signature,sid,/);
	expect(lines.map((line) => line.split(',').slice(0, 4).join())).toEqual([
		'A scan,2,2,3',
		"'=cmd(),1,2,2"
	]);

	// Only this: by a value's menu, over all rows.
	await signatures.getByRole('gridcell', { name: 'A scan' }).click({ button: 'right' });
	await mouse.press('menuitem', 'Only this');
	await signatures.getByText('signature is A scan', { exact: true }).waitFor();
	await expect.poll(() => signatures.textContent()).toContain('1 row');
	expect(visit.offences).toEqual([]);
	await visit.leave();
});
