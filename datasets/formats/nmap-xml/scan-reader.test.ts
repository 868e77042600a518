import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { readBytes } from '#test/support/read-bytes.ts';

async function read(body: string) {
	const text = `<?xml version="1.0"?>\n<nmaprun start="1767520830">${body}</nmaprun>\n`;
	const { receipt, rows } = await readBytes(bytesOf(text));
	const reasons = receipt.rejects.map(({ reason }) => reason);
	return { rows: rows.map(({ ip, port }) => ({ ip, port })), reasons, records: receipt.records };
}

const address = '<address addr="192.0.2.1" addrtype="ipv4"/>';
const port = (id: string) => `<port protocol="tcp" portid="${id}"><state state="open"/></port>`;

describe('a port scan in XML', () => {
	it('of a host with nothing but counted ports is one record', async () => {
		const body = `<host>${address}<ports><extraports state="closed" count="100"/></ports></host>`;
		expect(await read(body)).toEqual({
			rows: [{ ip: '192.0.2.1', port: null }],
			reasons: [],
			records: 1
		});
	});

	it('gives a port that is never closed no values of the next', async () => {
		const body = `<host>${address}<ports><port protocol="tcp" portid="22">${port('25')}</ports></host>`;
		expect(await read(body)).toEqual({
			rows: [{ ip: '192.0.2.1', port: 25 }],
			reasons: ['a port that is not closed: 192.0.2.1 port 22'],
			records: 2
		});
	});

	it('gives a host that is never closed no ports of the next', async () => {
		const body = `<host>${address}<host><address addr="192.0.2.2"/>${port('25')}</host>`;
		expect(await read(body)).toEqual({
			rows: [{ ip: '192.0.2.2', port: 25 }],
			reasons: ['a host that is not closed: 192.0.2.1'],
			records: 2
		});
	});

	it('knows no machine for a port outside of a host, or for one without an address', async () => {
		expect(await read(`${port('22')}<host>${port('23')}</host>`)).toEqual({
			rows: [],
			reasons: ['a port outside of a host: 22', 'no address: the host has none'],
			records: 2
		});
	});

	it('passes text of the scanned service on as it is', async () => {
		const service = '<service name="&lt;img src=x&gt;" product="=1+1"/>';
		const body = `<host>${address}<port portid="80"><state state="open"/>${service}</port></host>`;
		const { rows } = await readBytes(bytesOf(`<nmaprun>${body}</nmaprun>`));
		expect(rows[0]).toMatchObject({ service: '<img src=x>', product: '=1+1', proto: null });
	});
});
