import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import type { Value } from '#tables/value.ts';
import { ethernet, ETHER_IP4, ip4, tcp } from '#test/captures/build.ts';
import { expectAccessible, find, show, textOf } from '#test/support/show.ts';
import type { Picked } from '../shown.ts';
import packets from './index.ts';
import View from './View.svelte';

const columns = ['info', 'community_id', 'source_id', 'record'].map((name) => ({
	name,
	type: 'text' as const
}));
const segment = tcp({ src: 4000, dst: 80, seq: 1, flags: 2, payload: bytesOf('<img src=x>') });
const bytes = ethernet(
	ETHER_IP4,
	ip4({ src: '192.0.2.1', dst: '192.0.2.2', proto: 6, payload: segment })
);

async function shown(packet = async () => ({ linkType: 1, wireLength: bytes.length, bytes })) {
	const body = 'SELECT * FROM packets';
	const spec = packets.read({ id: 'all', attributes: new Map(), body, line: 1 });
	const picked: Picked[] = [];
	const rows: Value[][] = [['SYN', '1:abc=', 'f00', 7n]];
	const ask = vi.fn(async () => ({ columns, rows }));
	const select = (one: Picked) => () => void picked.push(one);
	const cell = { spec, state: 'done' as const, value: null, failure: null };
	const page = show(View, { cell, ask, set: vi.fn(), select, packet });
	await vi.waitFor(
		() => {
			flushSync();
			expect(page.querySelector('[data-line] > [role=gridcell]')).not.toBeNull();
		},
		{ timeout: 10_000 }
	);
	return { page, picked };
}

async function chosen(page: HTMLElement): Promise<void> {
	find(page, '[data-line] > [role=gridcell]').dispatchEvent(
		new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })
	);
	flushSync();
	await vi.waitFor(() => {
		flushSync();
		expect(page.querySelector('section [role=status]')).toBeNull();
		expect(page.querySelector('section')).not.toBeNull();
	});
}

test('a chosen packet is taken apart into layers and bytes, and what looks like mark-up is text', async () => {
	const { page } = await shown();
	await chosen(page);
	expect(page.querySelector('img')).toBeNull();
	const titles = [...page.querySelectorAll('summary strong')].map(textOf);
	expect(titles).toEqual(['Ethernet', 'IPv4', 'TCP', 'Data']);
	expect(textOf(find(page, 'button[title="tcp.dstport"]'))).toContain('80');
	await expectAccessible(page);
});

test('the bytes of a field are marked where it is chosen', async () => {
	const { page } = await shown();
	await chosen(page);
	find(page, 'button[title="ip.ttl"]').click();
	flushSync();
	const marks = [...page.querySelectorAll('mark')].map(textOf);
	expect(marks.filter((mark) => mark !== '')).toEqual(['40', '@']);
});

test('the stream of a packet is followed from its flow and its capture', async () => {
	const { page, picked } = await shown();
	await chosen(page);
	find(page, 'button', 'Follow the stream').click();
	expect(picked).toEqual([{ flow: { communityId: '1:abc=', sourceId: 'f00', record: 7 } }]);
});

test('where the bytes of a packet are gone, that is said', async () => {
	const { page } = await shown(() => Promise.reject(new Error('its file is gone')));
	await chosen(page);
	expect(textOf(find(page, '[role=alert]'))).toContain('its file is gone');
});
