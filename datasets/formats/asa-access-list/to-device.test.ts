import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { policyAnswers, policyEngines } from '#test/support/policy-answers.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const list = [
	'access-list edge extended permit tcp any any eq 22',
	'access-list edge extended deny ip any any'
];
const bound = 'access-group edge in interface outside';
const outside = ['interface Gi0/0', ' nameif outside'];

async function says(lines: readonly string[], targets: readonly string[], host = 'fw') {
	const text = `hostname fw\n${[...lines, ...list].join('\n')}\n`;
	const settings = { as: 'asa-access-list', host };
	const { rows } = await readBytes(bytesOf(text), { settings });
	const flows = targets.flatMap((dst) =>
		[22, 23].map((port) => ({
			device: 'fw outside in',
			src: dst.includes(':') ? '2001:db8:1::9' : '203.0.113.9',
			dst,
			proto: 'tcp',
			port
		}))
	);
	return policyAnswers(policyEngines[0]!, rows, flows);
}

describe('lists of an ASA', () => {
	it.each([
		['as its interface has it', [...outside, ' ip address 192.0.2.1 255.255.255.0', bound], 'fw'],
		['as the import was told', [bound], 'fw,192.0.2.1'],
		[
			'as its other unit has it',
			[...outside, ' ip address 192.0.2.3 255.255.255.0 standby 192.0.2.1', bound],
			'fw'
		]
	])(
		'say nothing of packets to the device itself, whose address is known %s',
		async (_, lines, host) => {
			expect(await says(lines, ['192.0.2.1', '192.0.2.2'], host)).toEqual([
				'unknown',
				'unknown',
				'allow',
				'deny'
			]);
		}
	);

	it.each([
		['no interface is described', [bound]],
		['one is not described that a list is bound to', [bound, 'interface Gi0/1', ' nameif inside', ' ip address 10.0.0.1 255.0.0.0']],
		['one has its address from elsewhere', [...outside, ' ip address dhcp setroute', bound, 'interface Gi0/1', ' nameif inside', ' ip address 10.0.0.1 255.0.0.0']],
		['one has an address of a pool besides', [...outside, ' ip address 192.0.2.1 255.255.255.0 cluster-pool p', bound]],
		['a name stands in its place that is not defined', [...outside, ' ip address edge 255.255.255.0', bound]]
	])('say nothing of any packet where %s: it may be for the device', async (_, lines) => {
		expect(await says(lines, ['192.0.2.2'])).toEqual(['unknown', 'unknown']);
	}); // prettier-ignore

	it('know an address of IPv6 by its interface', async () => {
		const v6 = [...outside, ' ipv6 address 2001:db8::1/64', bound];
		const [own, , other] = await says(v6, ['2001:db8::1', '2001:db8::2']);
		expect([own, other]).toEqual(['unknown', 'allow']);
	});

	it('of the control plane say nothing of packets through the device, and are told on the receipt', async () => {
		const lines = [
			...outside,
			' ip address 192.0.2.1 255.255.255.0',
			bound,
			'access-list plane extended deny tcp any any eq 22',
			'access-group plane in interface outside control-plane'
		];
		expect(await says(lines, ['192.0.2.1', '192.0.2.2'])).toEqual([
			'unknown',
			'unknown',
			'allow',
			'deny'
		]);
		const { receipt } = await readBytes(bytesOf(`${[...lines, ...list].join('\n')}\n`));
		expect(receipt.notes.join('\n')).toContain('about packets to the device itself');
	});
});
