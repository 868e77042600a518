import { describe, expect, it } from 'vitest';
import { networksOf } from '#lib/address-range.ts';
import { cidrOf } from '#lib/cidr.ts';
import { readRule } from './rule.ts';
import { wordsOf } from '../../rows/policy/words.ts';

describe('wordsOf', () => {
	it.each<[string, string[]]>([
		['-A INPUT  -j DROP', ['-A', 'INPUT', '-j', 'DROP']],
		['a "b c" \'d "e"\'', ['a', 'b c', 'd "e"']],
		['"a \\"b\\" \\\\" c\\ d', ['a "b" \\', 'c d']],
		['"" x', ['', 'x']],
		['"open end', ['open end']],
		['', []]
	])('of %j', (line, words) => expect(wordsOf(line)).toEqual(words));
});

describe('readRule', () => {
	const openOf = (options: string) =>
		readRule(`-A INPUT ${options}`).conditions.flatMap((one) =>
			one.kind === 'open' ? [one.what] : []
		);
	it.each([
		['--icmp-type 8', '-p icmp -m icmp --icmp-type 8 -j ACCEPT'],
		['-m rpfilter', '-m rpfilter -j DROP'],
		['--limit 5/min', '-m limit --limit 5/min -j ACCEPT'],
		['--ports 80', '-p tcp -m multiport --ports 80 -j ACCEPT'],
		['--dport 80:79', '-p tcp --dport 80:79 -j ACCEPT'],
		['--dport 65536', '-p tcp --dport 65536 -j ACCEPT'],
		['ports of every protocol', '--dport 80 -j ACCEPT'],
		['address host.example', '-s host.example -j ACCEPT'],
		['-s 192.0.2.0/255.0.255.0', '-s 192.0.2.0/255.0.255.0 -j ACCEPT'],
		['--match-set bad src', '-m set --match-set bad src -j DROP']
	])('leaves open what is not known of a flow, or not understood: %s', (what, options) =>
		expect(openOf(options)).toContain(what)
	);
	it.each([
		'-s 0.0.0.0/0 -d 192.0.2.1 -p all -j ACCEPT',
		'--source 192.0.2.1 --protocol tcp --destination-port 80 --jump ACCEPT',
		'-p tcp --tcp-flags FIN,SYN,RST,ACK SYN -j ACCEPT',
		'-p tcp -m state --state NEW,RELATED -m tcp --dport 22 -j ACCEPT',
		'-p udp -c 10 20 --dport 53 -j REJECT --reject-with icmp-port-unreachable',
		'-p 47 -m comment --comment "-s 10.0.0.0/8 ! -j DROP" -j ACCEPT',
		'! -s 10.0.0.0/8 -j DROP',
		'-p tcp ! --dport 22 -j DROP',
		'! -p tcp -j DROP',
		'-p tcp --dport http -j ACCEPT',
		'-m iprange --src-range 192.0.2.1-192.0.2.9 -j DROP',
		'! -f -j DROP'
	])('leaves nothing open of %s', (options) => expect(openOf(options)).toEqual([]));
	it.each([
		['RETURN', { kind: 'return' }],
		['web', { kind: 'jump', chain: 'web' }],
		['REJECT', { kind: 'action', action: 'reject' }],
		['NFQUEUE --queue-num 1', { kind: 'action', action: 'unknown' }],
		['LOG --log-prefix "x"', null],
		['CT --helper ftp', null]
	])('knows what -j %s does', (target, verdict) =>
		expect(readRule(`-A INPUT -j ${target}`).verdict).toEqual(verdict)
	);
	it('tells a goto from a jump', () => {
		expect(readRule('-A INPUT -g web').verdict).toEqual({ kind: 'goto', chain: 'web' });
	});
	it.each([
		['DNAT --to-destination 192.0.2.8:8080', '192.0.2.8', { from: 8080, to: 8080 }],
		['DNAT --to-destination [2001:db8::8]:80', '2001:db8::8', { from: 80, to: 80 }],
		['DNAT --to-destination 192.0.2.8', '192.0.2.8', null]
	])('reads where %s leads', (target, address, ports) => {
		const { verdict } = readRule(`-A PREROUTING -j ${target}`);
		if (verdict?.kind !== 'translate') throw new Error('no translation');
		expect(verdict.to.dst!.flatMap(networksOf).map((one) => one.address)).toEqual([address]);
		expect(verdict.to.ports).toEqual(ports);
	});
	it.each([
		'-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
		'-p tcp --tcp-flags SYN,RST SYN,RST -j DROP',
		'-p tcp --tcp-flags ACK ACK -j ACCEPT',
		'-p tcp ! --syn -j DROP',
		'-f -j DROP'
	])('says nothing of the packet that opens a connection: %s', (options) =>
		expect(readRule(`-A INPUT ${options}`).reason).toBe(
			'not about a packet that opens a connection'
		)
	);
	it('reads what is matched', () => {
		const { box, comment } = readRule(
			'-A web -s 192.0.2.77/24 -p UDP -m multiport --dports 90:100,80,95:110,:7 -m comment --comment "a, \\"b\\"" -j DROP'
		);
		expect(box.src!.flatMap(networksOf).map(cidrOf)).toEqual(['192.0.2.0/24']);
		expect(box).toMatchObject({ dst: null, protos: { names: ['udp'], isNot: false } });
		expect(box.ports).toEqual([
			{ from: 0, to: 7 },
			{ from: 80, to: 80 },
			{ from: 90, to: 110 }
		]);
		expect(comment).toBe('a, "b"');
	});
});
