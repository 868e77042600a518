import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { bytesOf } from '#lib/bytes.ts';
import { contains, readNetwork } from '#lib/cidr.ts';
import { readBytes } from '#test/support/read-bytes.ts';

interface Packet {
	src: string;
	port: number;
	direction: string;
	at: string;
}

interface TestRule {
	action: 'pass' | 'block';
	direction: string;
	quick: boolean;
	on: string[];
	from: string[];
	ports: string;
}

const sources = ['192.0.2.1', '192.0.2.130', '198.51.100.1', '2001:db8::1'];
const packets: Packet[] = sources.flatMap((src) =>
	[22, 80, 443].flatMap((port) =>
		['in', 'out'].flatMap((direction) =>
			['em0', 'em1', ''].map((at) => ({ src, port, direction, at }))
		)
	)
);

function lineOf({ action, direction, quick, on, from, ports }: TestRule): string {
	const words = [action, direction, quick ? 'quick' : ''];
	if (on.length > 0) words.push(`on { ${on.join(', ')} }`);
	words.push('proto tcp', `from { ${from.join(' ')} }`, `to any ${ports}`);
	return words.filter((word) => word !== '').join(' ');
}

/** What pf does with a packet: the first quick rule that fits ends the search, else the last that fits counts. */
function pf(rules: TestRule[], packet: Packet): string {
	let decided = 'pass';
	for (const rule of rules) {
		if (!isMet(rule, packet)) continue;
		decided = rule.action;
		if (rule.quick) break;
	}
	return decided;
}

function isMet({ direction, on, from, ports }: TestRule, packet: Packet): boolean {
	if (direction !== '' && direction !== packet.direction) return false;
	const isAt = on.some((name) =>
		name.startsWith('!') ? name.slice(1) !== packet.at : name === packet.at
	);
	if (on.length > 0 && !isAt) return false;
	return from.some((one) => holds(one, packet.src)) && (ports === '' || fits(ports, packet.port));
}

function holds(text: string, address: string): boolean {
	if (text === 'any') return true;
	if (text.startsWith('!')) return !holds(text.slice(1), address);
	return contains(readNetwork(text)!, readNetwork(address)!);
}

function fits(ports: string, port: number): boolean {
	const [, operator, first, last] = /port (\D*)(\d+)(?: <> (\d+))?/.exec(ports)!;
	if (last !== undefined) return port < Number(first) || port > Number(last);
	return operator === '!= ' ? port !== Number(first) : port >= Number(first);
}

/** What the rows say of a packet at its place: the first that fits, by position. */
function policy(rows: RowObject[], { src, port, direction, at }: Packet): unknown {
	const places = [`${at} ${direction}`.trim(), direction, at, ''];
	const devices = new Set(rows.map((row) => row.device ?? ''));
	const device = places.find((place) => devices.has(place));
	const fitting = rows.filter(
		(row) =>
			(row.device ?? '') === device &&
			(row.src === 'any' || contains(readNetwork(row.src as string)!, readNetwork(src)!)) &&
			(row.port_from === null || (Number(row.port_from) <= port && port <= Number(row.port_to)))
	);
	const first = fitting.sort((a, b) => Number(a.position) - Number(b.position))[0];
	return first === undefined || first.action === 'allow' ? 'pass' : 'block';
}

const rule: fc.Arbitrary<TestRule> = fc.record({
	action: fc.constantFrom('pass', 'block'),
	direction: fc.constantFrom('', 'in', 'out'),
	quick: fc.boolean(),
	on: fc.constantFrom([], ['em0'], ['em1'], ['em0', 'em1'], ['!em0']),
	from: fc.constantFrom(
		['any'],
		['192.0.2.0/24'],
		['!192.0.2.0/25'],
		['192.0.2.1', '2001:db8::/32']
	),
	ports: fc.constantFrom('', 'port != 80', 'port >= 80', 'port 50 <> 90')
});

/** One rule for each place and direction, so that each has a device. */
const first: TestRule[] = ['em0', 'em1'].flatMap((on) =>
	['in', 'out'].map((direction) => ({
		action: 'pass' as const, direction, quick: false, on: [on], from: ['any'], ports: ''
	}))
); // prettier-ignore

describe('rows of policy', () => {
	it('decide by the first match as pf does by the last, or by the first that is quick', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(rule, { maxLength: 6 }), async (some) => {
				const rules = [...first, ...some];
				const bytes = bytesOf(rules.map(lineOf).join('\n'));
				const { rows, receipt } = await readBytes(bytes, { settings: { as: 'pf-conf' } });
				expect(receipt.rejects).toEqual([]);
				const asked = packets.map((packet) => policy(rows, packet));
				expect(asked).toEqual(packets.map((packet) => pf(rules, packet)));
			}),
			{ numRuns: 200 }
		);
	});
});

async function rowsOf(text: string): Promise<string[]> {
	const { rows } = await readBytes(bytesOf(text), { settings: { as: 'pf-conf' } });
	const columns = ['position', 'action', 'src', 'dst', 'proto', 'port_from', 'device'];
	return rows.map((row) => columns.map((name) => String(row[name])).join(' ')).sort();
}

describe('a rule that was not wholly understood and may decide', () => {
	it.each([
		[
			'pass proto tcp from 192.0.2.0/24 to 198.51.100.1 port 80 user root',
			'192.0.2.0/24 198.51.100.1/32 tcp 80'
		],
		[
			'pass proto tcp from 192.0.2.1 port 53 to 198.51.100.1',
			'192.0.2.1/32 198.51.100.1/32 tcp null'
		],
		['pass proto tcp from 192.0.2.1 os "Linux" to any port 22', '192.0.2.1/32 any tcp 22'],
		['block from <lost> to 198.51.100.1', 'any any null null'],
		['pass from $lost to any', 'any any null null'],
		['anchor "ftp-proxy/*"', 'any any null null'],
		['anchor guests/* proto tcp from any to 198.51.100.1', 'any 198.51.100.1/32 tcp null'],
		['anchor proto udp from 192.0.2.1 to any', '192.0.2.1/32 any udp null'],
		['rdr-anchor "miniupnpd"', 'any any null null'],
		['rdr-anchor "web" proto tcp from any to any port 80', 'any any tcp 80'],
		['binat-anchor "one" from any to 198.51.100.1', 'any 198.51.100.1/32 null null'],
		[
			'rdr pass inet proto tcp from any to 198.51.100.1 port 80 -> 10.0.0.1',
			'0.0.0.0/0 198.51.100.1/32 tcp 80'
		],
		[
			'rdr inet proto tcp from any to 198.51.100.1 port 80 -> 10.0.0.1 port 8080',
			'0.0.0.0/0 198.51.100.1/32 tcp 80'
		],
		['binat from 10.0.0.1 to any -> 198.51.100.1', 'any 198.51.100.1/32 null null'],
		['match proto tcp to 198.51.100.1 port 80 rdr-to 10.0.0.1', 'any 198.51.100.1/32 tcp 80']
	])('says unknown at its place, narrowed to what was understood: %s', async (rule, narrowed) => {
		expect(await rowsOf(`block quick from 203.0.113.9\n${rule}\npass quick all\n`)).toContain(
			`${/^(pass (?!from \$)|block)/.test(rule) ? 3 : 2} unknown ${narrowed} null`
		);
	});
	it('is the first that decides where it may be quick', async () => {
		expect(await rowsOf('pass on (em0) quick from 192.0.2.1\nblock quick all\n')).toEqual([
			'1 unknown any any null null null',
			'2 drop any any null null null'
		]);
	});
	it.each(['F/SFRA', '/SFRA', 'SA/SA'])(
		'is none that asks for flags %s, as no packet has that opens',
		async (flags) => {
			const text = `pass quick proto tcp all flags ${flags}\nblock quick all\n`;
			expect(await rowsOf(text)).toEqual(['2 drop any any null null null']);
		}
	);
	it('lets no rule behind it answer for the rules of an anchor', async () => {
		const text = 'anchor "a" {\npass quick all\n}\nblock all\n';
		const { receipt } = await readBytes(bytesOf(text), { settings: { as: 'pf-conf' } });
		expect(await rowsOf(text)).toEqual([
			'1 unknown any any null null null',
			'2 drop any any null null null'
		]);
		expect(receipt.rejects.map(({ reason }) => reason)).toEqual(['within an anchor: anchor "a"']);
	});
});

describe('what is understood and decides nothing', () => {
	it.each([
		['nat-anchor "natearly/*"', /^translations of an anchor that change where packets come from/],
		['load anchor "a" from "/etc/pf.a"', /^says where the rules of an anchor stand/],
		['scrub in all', /^scrub/],
		['match in all scrub (no-df)', /^match decides nothing/],
		['nat on em0 from 10.0.0.0/8 to any -> (em0)', /^a translation, which decides nothing/],
		['no rdr on em0 proto tcp from any to any', /^a translation, which decides nothing/]
	])('is neither row nor reject, and is counted in the notes: %s', async (statement, note) => {
		const text = `${statement}\n${statement}\nblock all\n`;
		const { receipt } = await readBytes(bytesOf(text), { settings: { as: 'pf-conf' } });
		expect(receipt).toMatchObject({ records: 1, rows: { policy: 1 }, rejects: [] });
		expect(receipt.notes.filter((one) => note.test(one) && one.endsWith('(2 times)'))).toHaveLength(
			1
		);
	});
});

describe('files that are no firewall', () => {
	const reasons = async (text: string) => {
		const { receipt } = await readBytes(bytesOf(text), { settings: { as: 'pf-conf' } });
		return receipt.rejects.map(({ reason }) => reason);
	};

	it('macros that multiply do not grow without end', async () => {
		const names = Array.from({ length: 40 }, (_, i) => `m${i}`);
		const macros = names.map((name, i) =>
			i === 0 ? `${name} = "a b"` : `${name} = $m${i - 1} $m${i - 1}`
		);
		expect(await reasons([...macros, 'pass from $m39', ''].join('\n'))).toEqual([
			'macros of too many words: $m17',
			...names.slice(18, 39).map((name) => `macro not defined here: $${name}`)
		]);
	});

	it('tables of thousands on both sides do not become millions of rows', async () => {
		const members = Array.from({ length: 2000 }, (_, i) => `10.${i >> 7}.${(i & 127) * 2}.1`);
		const text = `table <t> const { ${members.join(' ')} }\npass from <t> to <t>\n`;
		expect(await rowsOf(text)).toEqual(['1 unknown any any null null null']);
	});
});
