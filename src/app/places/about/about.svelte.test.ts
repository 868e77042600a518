import { expect, test } from 'vitest';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import { click, expectAccessible, find, settled, show, textOf } from '#test/support/show.ts';
import About from './About.svelte';
import { AboutState } from './about-state.svelte.ts';

const act = () => undefined;

async function shown(change: (services: StandInServices) => unknown = () => undefined) {
	const services = new StandInServices();
	services.places.offer({
		commands: () => [
			{ id: 'a', title: 'Run', group: 'action', press: { key: 'r', does: 'run it all' }, act },
			{ id: 'b', title: 'No key', group: 'action', act }
		]
	});
	await change(services);
	const page = show(About, { state: new AboutState(services) });
	await settled();
	return { services, page };
}

test('versions, what is kept and how much of it, and the keys of the commands are told', async () => {
	const { page } = await shown(({ kept }) => kept.keepSetting('zone', 'utc'));
	const text = textOf(page);
	expect(text).toContain('DuckDB v1.4.3');
	expect(text).toMatch(/Lookdeeper \d+\.\d+\.\d+/);
	expect(textOf(find(page, 'tr', 'Settings'))).toMatch(/1 setting or mapping ?\d+ B/);
	expect(textOf(find(page, 'tr', 'Database on disk'))).toContain('1.3 GB');
	expect(text).toContain('The browser does not say how much room all of it takes.');
	expect(textOf(find(page, 'dl', 'run it all'))).toMatch(/^r ?run it all$/);
	await expectAccessible(page);
});

test('nothing is deleted before it was told what is lost and a person said so', async () => {
	const { page, services } = await shown();
	await services.kept.keepSetting('zone', 'utc');
	click(page, 'button', 'Delete all of it');
	await settled();
	expect(services.cleared).toBe(0);
	const asked = textOf(find(page, 'dialog'));
	expect(asked).toContain('Gone for good: 1 setting or mapping and the database on disk.');
	click(page, 'dialog button', 'Keep it');
	expect([services.cleared, page.querySelector('dialog')]).toEqual([0, null]);
	click(page, 'button', 'Delete all of it');
	await settled();
	click(page, 'dialog button', 'Delete it');
	await settled();
	expect(services.cleared).toBe(1);
});

test('what cannot be deleted, or looked at, is told with its reason', async () => {
	const refuse = async () => {
		throw new Error('another tab has it open');
	};
	const { page } = await shown((services) => (services.clearStored = refuse));
	click(page, 'button', 'Delete all of it');
	await settled();
	click(page, 'dialog button', 'Delete it');
	await settled();
	expect(textOf(find(page, '[role=alert]'))).toContain('another tab has it open');
	const unread = await shown((services) => (services.stored = refuse));
	expect(textOf(find(unread.page, '[role=alert]'))).toContain('another tab has it open');
	expect(textOf(unread.page)).not.toContain('Nothing is kept');
});
