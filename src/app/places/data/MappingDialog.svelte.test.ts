import { Blob as FileBlob } from 'node:buffer';
import { expect, test, vi } from 'vitest';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import { preview } from '#intake/reading/preview.ts';
import { defaultSettings } from '#intake/record/import-settings.ts';
import { click, expectAccessible, find, show, textOf } from '#test/support/show.ts';
import MappingDialog from './MappingDialog.svelte';

/** The dialog over a real reading of a text, once ten rows stand in it or there are none to show. */
async function open(text: string) {
	const onmap = vi.fn<(mapping: Mapping) => void>();
	const onpreview = (mapping: Mapping | null) => {
		const blob = new FileBlob([text]) as unknown as Blob;
		return preview({
			blob,
			name: 'any.csv',
			settings: { ...defaultSettings, mapping },
			now: Date.now()
		});
	};
	const props = { name: 'any.csv', current: null, onpreview, onmap, onclose: vi.fn() };
	const page = show(MappingDialog, props);
	const table = find(page, 'select[data-first]') as HTMLSelectElement;
	return { page, table, onmap };
}

function cells(page: HTMLElement): string[] {
	return [...page.querySelectorAll('[data-line] > [role=gridcell]')].map(textOf);
}

test('a list of networks is offered as intel, and what kind each is stands in the rows', async () => {
	const { page, table, onmap } = await open(
		'netz,grund\n198.51.100.9/25,scans\n203.0.113.7,spam\n'
	);
	await vi.waitFor(() => expect(table.value).toBe('intel'));
	await vi.waitFor(() => expect(cells(page)).toContain('198.51.100.0/25'));
	expect(cells(page)).toContain('cidr');
	await expectAccessible(page);
	click(page, 'button', 'Read as intel');
	expect(onmap).toHaveBeenCalledWith({ table: 'intel', columns: { indicator: 'netz' } });
});

test('a table of rules is offered as policy, an inventory as assets, a register as accepted risks', async () => {
	const rules = await open('von,nach,aktion\nany,192.0.2.0/24,deny\n');
	await vi.waitFor(() => expect(rules.table.value).toBe('policy'));
	await vi.waitFor(() => expect(cells(rules.page)).toContain('deny'));
	const machines = await open('rechner,hostname\n192.0.2.10,www1\n');
	await vi.waitFor(() => expect(machines.table.value).toBe('assets'));
	const options = [...machines.table.options].map(({ value }) => value);
	expect(options).toEqual(expect.arrayContaining(['policy', 'assets', 'intel', 'accepted_risks']));
	expect(options).not.toContain('packets');
});

test('a rule that is not wholly understood says so in its row, and why', async () => {
	const nets = ['192.0.2.0/24', 'servers', 'any', '192.0.2.7', '198.51.100.0/24'];
	const { page } = await open(
		`von,nach,aktion\n${nets.map((net) => `any,${net},deny\n`).join('')}`
	);
	await vi.waitFor(() =>
		expect(textOf(page)).toContain(
			'the rule says unknown: neither address, network nor any: servers'
		)
	);
	expect(cells(page)).toContain('unknown');
	expect(cells(page)).toContain('192.0.2.7/32');
});

test('what is chosen before the columns are known stays, and the rest is proposed for it', async () => {
	const { page, table, onmap } = await open(
		'moment,a,b\n2007-01-15 03:17:36,203.0.113.9,192.0.2.28\n'
	);
	const choose = (select: HTMLSelectElement, value: string) => {
		select.value = value;
		select.dispatchEvent(new Event('change', { bubbles: true }));
	};
	choose(table, 'firewall');
	await vi.waitFor(() => expect(cells(page)).toContain('203.0.113.9'));
	expect(table.value).toBe('firewall');
	click(page, 'button', 'Read as firewall');
	const columns = expect.objectContaining({ ts: 'moment', src_ip: 'a' });
	expect(onmap).toHaveBeenCalledWith({ table: 'firewall', columns });
});
