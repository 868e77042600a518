import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '../support/read-bytes.ts';
import { ethernet, ETHER_IP4, flags, ip4, tcp } from '../captures/build.ts';
import { pcap } from '../captures/files.ts';
import { useBrowser, Visit } from './support/visit.ts';

useBrowser();

const { syn, ack, psh, fin } = flags;
const [client, server] = ['192.0.2.1', '198.51.100.2'];

/** Which way, sequence and acknowledgement number, flags, text. */
type Line = readonly [back: boolean, seq: number, acked: number, set: number, text: string];

function frame([back, seq, acked, set, text]: Line): Uint8Array {
	const [src, dst] = back ? [server, client] : [client, server];
	const ports = back ? { src: 80, dst: 4000 } : { src: 4000, dst: 80 };
	const payload = tcp({ ...ports, seq, ack: acked, flags: set, payload: bytesOf(text) });
	return ethernet(ETHER_IP4, ip4({ src, dst, proto: 6, payload }));
}

const request = 'GET /<img> HTTP/1.1\r\nHost: shop.example\r\n\r\n';
const lines: Line[] = [
	[false, 99, 0, syn, ''],
	[true, 499, 100, syn | ack, ''],
	[false, 100, 500, psh | ack, request],
	[true, 520, 100 + request.length, psh | ack, 'the rest of an answer'],
	[false, 100 + request.length, 541, fin | ack, '']
];

/** A request, and an answer of which the first 20 bytes are in no packet. */
const capture = pcap(
	{ order: 'little', linkType: 1, nanoseconds: true },
	lines.map((line, i) => ({ seconds: 1_700_000_000, fraction: i * 1001, bytes: frame(line) }))
);

it('a flow is followed from a value of a packet: what is missing is said, and it is saved as a capture that reads the same', async () => {
	const visit = await Visit.fresh();
	const { page } = visit;
	await visit.open('?case=own');
	await page.getByText('There is no data yet').waitFor();
	await visit.drop([{ name: 'web.pcap', text: capture }]);
	await page.locator('[data-source][data-state="read"]').first().waitFor();
	await page.getByRole('button', { name: /^Explore/ }).click();
	await page.getByRole('button', { name: 'Longest sessions', exact: true }).click();
	const card = page.getByRole('article', { name: 'Longest sessions' });
	await card.locator('[data-line] [role=gridcell]').first().click({ button: 'right' });
	await page.getByRole('menuitem', { name: 'Follow the stream' }).click();
	const drawer = page.getByRole('dialog', { name: /^The stream/ });
	await drawer.getByText('GET /<img> HTTP/1.1').waitFor();
	await drawer.getByText('41 bytes from 198.51.100.2:80, 20 bytes of them missing').waitFor();
	await visit.picture('stream-http');
	await drawer.getByRole('tab', { name: 'Text' }).click();
	await drawer.getByText('20 bytes from 198.51.100.2:80 missing here').waitFor();
	await visit.picture('stream');
	await drawer.getByRole('tab', { name: 'Hexadecimal' }).click();
	await drawer.getByText('47 45 54 20').waitFor();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		drawer.getByRole('button', { name: 'Save this flow as a capture' }).click()
	]);
	const saved = new Uint8Array(await readFile((await download.path())!));
	expect(saved).toEqual(capture);
	expect((await readBytes(saved)).rows).toHaveLength(lines.length);
	expect(visit.offences).toEqual([]);
});
