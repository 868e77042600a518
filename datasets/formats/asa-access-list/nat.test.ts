import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { policyAnswers, policyEngines, type Flow } from '#test/support/policy-answers.ts';
import { readBytes } from '#test/support/read-bytes.ts';

const interfaces = [
	'ASA Version 9.16(4)',
	'interface Gi0/0',
	' nameif outside',
	' ip address 192.0.2.1 255.255.255.0',
	'interface Gi0/1',
	' nameif inside',
	' ip address 10.0.0.1 255.255.255.0',
	'interface Gi0/2',
	' nameif dmz',
	' ip address 10.1.0.1 255.255.255.0'
];
/** Who may reach the server by its real address, and nobody the network that is shown of it. */
const lists = [
	'access-list edge extended permit tcp any host 10.0.0.80 eq 443',
	'access-list edge extended permit udp host 203.0.113.9 host 10.0.0.80 eq 53',
	'access-list edge extended deny ip any any',
	'access-list in extended permit ip any any',
	'access-list dmz extended permit ip any any',
	'access-list to_in extended permit tcp any host 10.0.0.80 eq 443',
	'access-list to_in extended deny ip any any',
	'access-group edge in interface outside',
	'access-group in in interface inside',
	'access-group to_in out interface inside',
	'access-group dmz in interface dmz'
];
const web = ['object network WEB', ' host 10.0.0.80'];
const shown = ['object network SHOWN', ' host 192.0.2.80'];
const inline = [...web, ' nat (inside,outside) static 192.0.2.80'];

type Packet = `${'tcp' | 'udp'} ${string} ${number}`;

/** A packet from `src` that meets a list, as `outside in`. */
function packet(text: Packet, place = 'outside in', src = '203.0.113.9'): Flow {
	const [proto, dst, port] = text.split(' ');
	return { device: `fw ${place}`, src, dst: dst!, proto: proto!, port: Number(port) };
}

async function read(lines: readonly string[], config: readonly string[] = interfaces) {
	const text = `hostname fw\n${[...config, ...lines, ...lists].join('\n')}\n`;
	return readBytes(bytesOf(text), { settings: { as: 'asa-access-list' } });
}

async function says(
	lines: readonly string[],
	flows: readonly (Flow | Packet)[],
	config: readonly string[] = interfaces
) {
	const { rows } = await read(lines, config);
	const asked = flows.map((flow) => (typeof flow === 'string' ? packet(flow) : flow));
	return policyAnswers(policyEngines[0]!, rows, asked);
}

describe('a packet to the mapped address of an ASA is answered by the real one', () => {
	it.each([
		['of an object, written in its line', inline],
		['of an object, by the name of another', [...shown, ...web, ' nat (inside,outside) static SHOWN']],
		['of an object that is described twice', [...web, ...shown, 'object network WEB', ' nat (inside,outside) static SHOWN dns']],
		['of any interface', [...web, ' nat static 192.0.2.80']],
		['of a network, one for one', ['object network NET', ' subnet 10.0.0.0 255.255.255.0', ' nat (inside,outside) static 192.0.2.0']],
		['of a range, one for one', ['object network NET', ' range 10.0.0.75 10.0.0.82', ' nat (inside,outside) static 192.0.2.75']],
		['of a rule with a source', [...web, ...shown, 'nat (inside,outside) source static WEB SHOWN no-proxy-arp']],
		['of a rule behind those of objects', [...web, ...shown, 'nat (inside,outside) after-auto source static WEB SHOWN']],
		['of a rule with a destination, met from there', [...web, ...shown, 'object network PEER', ' subnet 203.0.113.0 255.255.255.0',
			'nat (inside,outside) source static WEB SHOWN destination static PEER PEER']],
		['of a rule that is read from its other side', [...web, ...shown, 'nat (outside,inside) source dynamic any interface destination static SHOWN WEB']]
	])('%s', async (_, nat) => {
		const flows: Packet[] = ['tcp 192.0.2.80 443', 'tcp 192.0.2.80 80', 'udp 192.0.2.80 53', 'tcp 192.0.2.81 443'];
		expect(await says(nat, flows)).toEqual(['allow', 'deny', 'allow', 'deny']);
	}); // prettier-ignore

	it.each([
		['of a port, in the line of an object', [...web, ' nat (inside,outside) static 192.0.2.80 service tcp https 8443']],
		['of a port, by services', [...web, ...shown, 'object service REAL', ' service tcp source eq 443', 'object service MAPPED',
			' service tcp source eq 8443', 'nat (inside,outside) source static WEB SHOWN service REAL MAPPED']]
	])('%s, and the other ports as they are written', async (_, nat) => {
		const flows: Packet[] = ['tcp 192.0.2.80 8443', 'tcp 192.0.2.80 443', 'udp 192.0.2.80 8443'];
		expect(await says(nat, flows)).toEqual(['allow', 'deny', 'deny']);
	}); // prettier-ignore

	it('also where that is the address of the device itself, of which a port is published', async () => {
		const nat = [...web, ' nat (inside,outside) static interface service tcp 443 8443'];
		const flows: Packet[] = ['tcp 192.0.2.1 8443', 'tcp 192.0.2.1 443', 'tcp 192.0.2.2 8443'];
		expect(await says(nat, flows)).toEqual(['allow', 'unknown', 'deny']);
	});

	it('also where the own addresses of the device are not known', async () => {
		const flows: Packet[] = ['tcp 192.0.2.80 443', 'tcp 192.0.2.80 80', 'tcp 192.0.2.81 80'];
		expect(await says(inline, flows, [])).toEqual(['allow', 'deny', 'unknown']);
	});

	it('on its way out too, and by the lists of every other interface as they are written', async () => {
		const flows = [
			packet('tcp 192.0.2.80 443', 'inside out'),
			packet('tcp 192.0.2.80 80', 'inside out'),
			packet('tcp 192.0.2.80 80', 'dmz in')
		];
		expect(await says(inline, flows)).toEqual(['allow', 'deny', 'allow']);
	});

	it('and that of its real address stays as it is written', async () => {
		const flows: Packet[] = ['tcp 10.0.0.80 443', 'tcp 10.0.0.80 80'];
		expect(await says(inline, flows)).toEqual(['allow', 'deny']);
	});

	it('by the first of the rules that are about it', async () => {
		const other = ['object network OTHER', ' host 10.0.0.81'];
		const first = 'nat (inside,outside) source static OTHER SHOWN';
		const second = 'nat (inside,outside) source static WEB SHOWN';
		const about = [...web, ...shown, ...other];
		expect(await says([...about, first, second], ['tcp 192.0.2.80 443'])).toEqual(['deny']);
		expect(await says([...about, second, first], ['tcp 192.0.2.80 443'])).toEqual(['allow']);
		expect(await says([...about, first, second.replace(')', ') 1')], ['tcp 192.0.2.80 443'])).toEqual(['allow']);
		expect(await says([...inline, ...other, ...shown, first], ['tcp 192.0.2.80 443'])).toEqual(['deny']);
	}); // prettier-ignore

	it('and is not answered by what no list says of the real one', async () => {
		const nat = ['object network SIX', ' host 10.0.0.86', ' nat (inside,outside) static 192.0.2.86'];
		const open = ['access-list open extended permit tcp any host 192.0.2.86 eq 22', 'access-group open in interface spare'];
		const spare = nat.map((line) => line.replace('outside', 'spare'));
		const flow = packet('tcp 192.0.2.86 22', 'spare in');
		expect(await says([...spare, ...open], [flow], [])).toEqual(['unknown']);
	}); // prettier-ignore
});

describe('nothing is said of a packet to a mapped address', () => {
	const two = ['object network TWO', ' range 10.0.0.80 10.0.0.81'];
	const open = 'object network CLOUD\n fqdn v4 cloud.example';
	const ends = ['object service FROM', ' service tcp source eq 443 destination eq 5000'];
	it.each([
		['that stands for more addresses than one', [...two, ...shown, 'nat (inside,outside) source static TWO SHOWN']],
		['whose real one is not known', [open, ...shown, 'nat (inside,outside) source static CLOUD SHOWN']],
		['of a rule that is of one direction', [...web, ...shown, 'nat (inside,outside) source static WEB SHOWN unidirectional']],
		['of a pool that a dynamic rule gives hosts for some time', ['object network POOL', ' range 192.0.2.79 192.0.2.80', ...web, ' nat (inside,outside) dynamic POOL interface']],
		['of a rule with a word that is not understood', [...web, ' nat (inside,outside) static 192.0.2.80 frob']],
		['of a rule that asks for source ports', [...web, ...shown, ...ends, 'nat (inside,outside) source static WEB SHOWN service FROM FROM']]
	])('%s', async (_, nat) => {
		expect(await says(nat, ['tcp 192.0.2.80 443', 'tcp 192.0.2.81 443'])).toEqual(['unknown', 'deny']);
	}); // prettier-ignore

	it.each([
		['the mapped address is not known', [...web, open, ' nat (inside,outside) static frob']],
		['the line is not understood', ['nat (inside,outside) source frob WEB SHOWN']]
	])('and of no other where %s', async (_, nat) => {
		expect(await says(nat, ['tcp 192.0.2.81 443'])).toEqual(['unknown']);
	});

	it('on a way that no line tells', async () => {
		const flow = packet('tcp 192.0.2.80 443', 'dmz out');
		const out = [
			'access-list any extended permit ip any any',
			'access-group any out interface dmz'
		];
		expect(await says([...inline, ...out], [flow])).toEqual(['unknown']);
	});

	it('and the line stands on the receipt', async () => {
		const { receipt } = await read([...web, ' nat (inside,outside) static 192.0.2.80 frob']);
		expect(receipt.notes.join('\n')).toContain('nat (inside,outside) static 192.0.2.80 frob');
	});
});

describe('lists of an ASA speak as they are written', () => {
	it.each([
		['where a dynamic rule shares out ports', [...shown, ...web, ' nat (inside,outside) dynamic SHOWN', 'nat (inside,outside) source dynamic WEB pat-pool SHOWN interface', 'nat (inside,outside) after-auto source dynamic any interface']],
		['where a rule leaves addresses as they are', [...web, 'nat (inside,outside) source static WEB WEB destination static WEB WEB']],
		['where a rule is inactive', [...web, ...shown, 'nat (inside,outside) source static WEB SHOWN inactive']],
		['where a rule is about another interface', [...web, ' nat (inside,dmz) static 192.0.2.80']]
	])('%s', async (_, nat) => {
		expect(await says(nat, ['tcp 192.0.2.80 443', 'tcp 10.0.0.80 443'])).toEqual(['deny', 'allow']);
		const { receipt } = await read(nat);
		expect(receipt.rejects).toEqual([]);
	}); // prettier-ignore

	it('of the time before 8.3, when they spoke of mapped addresses', async () => {
		const old = interfaces.with(0, 'ASA Version 8.2(5)');
		const nat = [
			'static (inside,outside) 192.0.2.80 10.0.0.80 netmask 255.255.255.255',
			'static (inside,outside) tcp 192.0.2.82 www 10.0.0.82 www netmask 255.255.255.255',
			'global (outside) 1 interface',
			'nat (inside) 1 0.0.0.0 0.0.0.0',
			'access-list edge extended permit tcp any host 192.0.2.80 eq 25'
		];
		const flows = [
			packet('tcp 192.0.2.80 25'),
			packet('tcp 192.0.2.80 443'),
			packet('tcp 192.0.2.80 443', 'inside out')
		];
		expect(await says(nat, flows, old)).toEqual(['allow', 'deny', 'unknown']);
		expect(await says(nat, flows)).toEqual(['unknown', 'unknown', 'unknown']);
	});
});

describe('packets of a tunnel pass the lists of an ASA, so nothing is said of them', () => {
	const asked = (src: string) => packet('tcp 10.0.0.9 22', 'outside in', src);
	it.each([
		['from the addresses of its clients', ['ip local pool VPN 10.9.0.1-10.9.0.50 mask 255.255.255.0'], '10.9.0.50', '10.9.0.51'],
		['from where a list leads packets', ['access-list s2s extended permit ip 10.0.0.0 255.255.255.0 10.8.0.0 255.255.255.0',
			'crypto map M 10 match address s2s'], '10.8.0.7', '10.7.0.7']
	])('%s', async (_, lines, within, outside) => {
		expect(await says(lines, [asked(within), asked(outside)])).toEqual(['unknown', 'deny']);
		const off = [...lines, 'no sysopt connection permit-vpn'];
		expect(await says(off, [asked(within)])).toEqual(['deny']);
	}); // prettier-ignore
});
