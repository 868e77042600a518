import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { policyAnswers, policyEngines } from '#test/support/policy-answers.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const interfaces = [
	['outside', '198.51.100.1 255.255.255.0'],
	['inside', '192.0.2.1 255.255.255.0'],
	['dmz', '10.9.9.1 255.255.255.0']
].flatMap(([name, address], i) => [
	`interface Gi0/${i}`,
	` nameif ${name}`,
	` ip address ${address}`
]);
const list = [
	'access-list edge extended permit tcp any host 10.9.9.5 eq https',
	'access-list edge extended deny ip any any'
];
const atOutside = 'access-group edge in interface outside';

async function read(lines: readonly string[]) {
	const text = `hostname fw\n${lines.join('\n')}\n`;
	return readBytes(bytesOf(text), { settings: { as: 'asa-access-list' } });
}

/** What is said of packets from there to the web server: to its port, and to another. */
async function says(lines: readonly string[], src: string, device = 'fw outside in') {
	const { rows } = await read(lines);
	const flows = [443, 3389].map((port) => ({ device, src, dst: '10.9.9.5', proto: 'tcp', port }));
	return policyAnswers(policyEngines[0]!, rows, flows);
}

const unknown = ['unknown', 'unknown'];

describe('a list that is asked of what comes in at an interface', () => {
	it('says nothing of packets from the net of another interface', async () => {
		const config = [...interfaces, ...list, atOutside];
		expect(await says(config, '192.0.2.11')).toEqual(unknown);
		expect(await says(config, '203.0.113.9')).toEqual(['allow', 'deny']);
		expect(await says(config, '198.51.100.9')).toEqual(['allow', 'deny']);
	});

	it('says nothing of packets from a net that a route leads to behind another interface', async () => {
		const routes = ['route outside 0.0.0.0 0.0.0.0 198.51.100.254 1', 'route inside 172.16.0.0 255.240.0.0 192.0.2.254 1', 'route outside 172.16.5.0 255.255.255.0 198.51.100.2 1']; // prettier-ignore
		const config = [...interfaces, ...routes, ...list, atOutside];
		expect(await says(config, '172.16.1.1')).toEqual(unknown);
		expect(await says(config, '172.16.5.1')).toEqual(['allow', 'deny']);
		expect(await says(config, '203.0.113.9')).toEqual(['allow', 'deny']);
	});

	it('says nothing of them either where NAT turns what comes in', async () => {
		const nat = ['object network web', ' host 10.9.9.5', ' nat (dmz,outside) static 198.51.100.80'];
		const config = [...interfaces, ...nat, ...list, atOutside];
		expect(await says(config, '192.0.2.11')).toEqual(unknown);
		expect(await says(config, '203.0.113.9')).toEqual(['allow', 'deny']);
	});

	it('says what it says of packets from everywhere where it is asked of what goes out', async () => {
		const config = [...interfaces, ...list, 'access-group edge out interface dmz'];
		expect(await says(config, '192.0.2.11', 'fw dmz out')).toEqual(['allow', 'deny']);
	});

	it('says what it says of every packet where no interface tells its net', async () => {
		const settings = { as: 'asa-access-list', host: 'fw,198.51.100.1' };
		const text = [...list, atOutside].join('\n');
		const { rows } = await readBytes(bytesOf(`${text}\n`), { settings });
		const flow = { device: 'fw outside in', src: '192.0.2.11', dst: '10.9.9.5', proto: 'tcp' };
		const flows = [443, 3389].map((port) => ({ ...flow, port }));
		expect(await policyAnswers(policyEngines[0]!, rows, flows)).toEqual(['allow', 'deny']);
	});
});

describe('a list that no interface asks', () => {
	it('says nothing of any packet, though interfaces are described', async () => {
		const config = [...interfaces, ...list];
		expect(await says(config, '203.0.113.9', 'fw edge')).toEqual(unknown);
		const { receipt } = await read(config);
		expect(receipt.notes.join('\n')).toContain('no access-group says that one of them asks');
		expect(receipt.records).toBe(2);
	});
});
