import { describe, expect, it } from 'vitest';
import { readRule } from './rule.ts';
import { wordsOf } from '../../policy/words.ts';

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
	const problemOf = (options: string) => readRule(`-A INPUT ${options}`).problem;

	it.each([
		['--ctstate ESTABLISHED,RELATED', '-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT'],
		['--icmp-type 8', '-p icmp -m icmp --icmp-type 8 -j ACCEPT'],
		['! -s 10.0.0.0/8', '! -s 10.0.0.0/8 -j DROP'],
		['! -i lo', '! -i lo -j DROP'],
		['! --dport 22', '-p tcp ! --dport 22 -j DROP'],
		['-i eth0', '-i eth0 -j ACCEPT'],
		['-o eth0', '-o eth0 -j ACCEPT'],
		['-m rpfilter', '-m rpfilter -j DROP'],
		['-f', '-f -j DROP'],
		['--sport 53', '-p udp -m udp --sport 53 -j ACCEPT'],
		['--ports 80', '-p tcp -m multiport --ports 80 -j ACCEPT'],
		['--dport http', '-p tcp --dport http -j ACCEPT'],
		['--dport 80:79', '-p tcp --dport 80:79 -j ACCEPT'],
		['--dport 65536', '-p tcp --dport 65536 -j ACCEPT'],
		['ports of every protocol', '--dport 80 -j ACCEPT'],
		['ports given twice', '-p tcp --dport 80 -m multiport --dports 80,81 -j ACCEPT'],
		['address host.example', '-s host.example -j ACCEPT'],
		['address 192.0.2.0/255.0.255.0', '-s 192.0.2.0/255.0.255.0 -j ACCEPT'],
		['--tcp-flags SYN,RST SYN,RST', '-p tcp --tcp-flags SYN,RST SYN,RST -j DROP'],
		['--tcp-flags ACK ACK', '-p tcp --tcp-flags ACK ACK -j ACCEPT'],
		['-j', '-j']
	])('does not guess %s', (what, options) =>
		expect(problemOf(options)).toBe(`match not understood: ${what}`)
	);

	it('tells a goto from a jump', () => {
		expect(readRule('-A INPUT -g web')).toMatchObject({ target: 'web', goto: true, problem: null });
		expect(readRule('-A INPUT -j web')).toMatchObject({ target: 'web', goto: false });
	});

	it.each([
		'-s 0.0.0.0/0 -d 192.0.2.1 -p all -j ACCEPT',
		'--source 192.0.2.1 --protocol tcp --destination-port 80 --jump ACCEPT',
		'-p tcp --tcp-flags FIN,SYN,RST,ACK SYN -j ACCEPT',
		'-p tcp -m state --state NEW,RELATED -m tcp --dport 22 -j ACCEPT',
		'-p udp -c 10 20 --dport 53 -j REJECT --reject-with icmp-port-unreachable',
		'-p 47 -m comment --comment "-s 10.0.0.0/8 ! -j DROP" -j ACCEPT'
	])('understands %s', (options) => expect(problemOf(options)).toBeNull());

	it('reads what is matched in canonical form', () => {
		const { match, comment, target } = readRule(
			'-A web -s 192.0.2.77/24 -p UDP -m multiport --dports 90:100,80,95:110,:7 -m comment --comment "a, \\"b\\"" -j DROP'
		);
		expect(match.src).toMatchObject({ address: '192.0.2.0', bits: 24 });
		expect(match).toMatchObject({ dst: null, proto: 'udp' });
		expect(match.ports).toEqual([
			{ from: 0, to: 7 },
			{ from: 80, to: 80 },
			{ from: 90, to: 110 }
		]);
		expect([comment, target]).toEqual(['a, "b"', 'DROP']);
	});
});
