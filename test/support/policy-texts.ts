import type { Mapping } from '#datasets/mapping/mapping.ts';

/** How a format writes the rules of a firewall that passes packets on, for tests of every format of rules alike. */
export interface PolicyText {
	format: string;
	mapping?: Mapping;
	/** The whole text with these lines as its rules. */
	write(rules: readonly string[]): string;
	/** The name under which the rules stand, of a machine of this name. */
	device(host: string): string;
	/** Allows tcp from anywhere to the port of 192.0.2.1. */
	allow(port: number): string;
	/** Denies everything. */
	deny: string;
	/** What stands between the parts of a rule. */
	gap: string;
	/** Parts at its beginning without which a line is no rule of this list. */
	lead: number;
	/** Rules that are not wholly understood, and allow tcp to port 443 of 192.0.2.2 perhaps, but nothing to port 80. */
	strange: Readonly<Record<string, string>>;
	/** Lines about the same packets that decide nothing. */
	idle: Readonly<Record<string, string>>;
}

const mapped = ['action', 'src', 'dst', 'proto', 'port_from', 'comment'] as const;
/** Those that nobody mapped say whether a rule is in force, and for whom. */
const columns = [...mapped, 'enabled', 'user'] as const;
const mapping: Mapping = {
	table: 'policy',
	columns: Object.fromEntries(mapped.map((name) => [name, name]))
};

function json(...values: string[]): string {
	return JSON.stringify(Object.fromEntries(values.map((value, i) => [columns[i], value])));
}

export const policyTexts: readonly PolicyText[] = [
	{
		format: 'asa-access-list',
		write: (rules) => `${[...rules, 'access-group edge in interface outside'].join('\n')}\n`,
		device: (host) => `${host} outside in`,
		allow: (port) => `access-list edge extended permit tcp any host 192.0.2.1 eq ${port}`,
		deny: 'access-list edge extended deny ip any any',
		gap: ' ',
		lead: 2,
		strange: {
			'a user': 'access-list edge extended permit tcp user any any host 192.0.2.2 eq 443',
			'a security group':
				'access-list edge extended permit tcp security-group name X any host 192.0.2.2 eq 443',
			'a group that is not defined':
				'access-list edge extended permit tcp any object-group X eq 443',
			'source ports': 'access-list edge extended permit tcp any eq 1024 host 192.0.2.2 eq 443',
			'a time range': 'access-list edge extended permit tcp any host 192.0.2.2 eq 443 time-range X',
			'a word behind it': 'access-list edge extended permit tcp any host 192.0.2.2 eq 443 fragments'
		},
		idle: {
			'a remark': 'access-list edge remark permit tcp any host 192.0.2.2 eq 443',
			'an inactive rule':
				'access-list edge extended permit tcp user any any host 192.0.2.2 eq 443 inactive',
			'a list that is bound nowhere': 'access-list other extended permit tcp any any frob',
			'addresses of two families': 'access-list edge extended permit tcp any4 any6 frob'
		}
	},
	{
		format: 'iptables-save',
		write: (rules) =>
			`*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\n${rules.join('\n')}\nCOMMIT\n`,
		device: (host) => host,
		allow: (port) => `-A FORWARD -p tcp -d 192.0.2.1 --dport ${port} -j ACCEPT`,
		deny: '-A FORWARD -j DROP',
		gap: ' ',
		lead: 2,
		strange: {
			'a match that is not known':
				'-A FORWARD -d 192.0.2.2 -p tcp --dport 443 -m geoip --source-country X -j ACCEPT',
			'a set': '-A FORWARD -d 192.0.2.2 -p tcp --dport 443 -m set --match-set X src -j ACCEPT',
			'a target that is not known': '-A FORWARD -d 192.0.2.2 -p tcp --dport 443 -j FROB'
		},
		idle: {
			'a log': '-A FORWARD -d 192.0.2.2 -p tcp --dport 443 -j LOG --log-prefix "a \\"b\\" c"',
			'a mark': '-A FORWARD -d 192.0.2.2 -p tcp --dport 443 -j MARK --set-mark 1',
			'a rule about answers':
				'-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -m geoip --source-country X -j ACCEPT',
			'a comment': '# -A FORWARD -m geoip -j ACCEPT'
		}
	},
	{
		format: 'nftables-ruleset',
		write: (rules) =>
			`table ip filter {\n\tchain forward {\n\t\ttype filter hook forward priority filter; policy drop;\n\t\tct state established accept\n${rules.map((rule) => `\t\t${rule}`).join('\n')}\n\t}\n}\n`,
		device: (host) => host,
		allow: (port) => `ip daddr 192.0.2.1 tcp dport ${port} accept`,
		deny: 'drop',
		gap: ' ',
		lead: 0,
		strange: {
			'a limit': 'ip daddr 192.0.2.2 tcp dport 443 limit rate 3/minute accept',
			'a set that is not defined': 'ip daddr 192.0.2.2 tcp dport 443 ip saddr @X accept',
			'an expression that is not known': 'ip daddr 192.0.2.2 tcp dport 443 osf name "X" accept'
		},
		idle: {
			'a log': 'ip daddr 192.0.2.2 tcp dport 443 log prefix "a" level info',
			'a log with quotes within its prefix': 'ip daddr 192.0.2.2 log prefix "a "b" accept"',
			'a mark': 'ip daddr 192.0.2.2 tcp dport 443 meta mark set 0x00000001',
			'a rule about answers': 'ct state established,related limit rate 3/minute accept',
			'a comment': '# ip daddr 192.0.2.2 frob accept'
		}
	},
	{
		format: 'pf-conf',
		write: (rules) => `${rules.join('\n')}\n`,
		device: (host) => host,
		allow: (port) => `pass quick proto tcp from any to 192.0.2.1 port ${port}`,
		deny: 'block quick all',
		gap: ' ',
		lead: 0,
		strange: {
			'a user': 'pass quick proto tcp to 192.0.2.2 port 443 user root',
			'an operating system': 'pass quick proto tcp from any os "X" to 192.0.2.2 port 443',
			'source ports': 'pass quick proto tcp from any port 1024 to 192.0.2.2 port 443'
		},
		idle: {
			'a match': 'match proto tcp to 192.0.2.2 port 443 user root',
			'a comment': '# pass quick proto tcp to 192.0.2.2 port 443 user root',
			'a macro that is not used': 'X = "<"',
			'addresses of two families': 'pass quick inet from 2001:db8::1 to 192.0.2.2'
		}
	},
	{
		format: 'delimited',
		mapping,
		write: (rules) => `${[columns.join(','), ...rules].join('\n')}\n`,
		device: (host) => host,
		allow: (port) => `allow,any,192.0.2.1,tcp,${port},told,yes,any`,
		deny: 'deny,any,any,any,any,the rest,yes,any',
		gap: ',',
		lead: 0,
		strange: {
			'an action that is not known': 'ask the owner,any,192.0.2.2,tcp,443,,yes,',
			'a name': 'allow,headquarters,192.0.2.2,tcp,443,,yes,',
			'all but a network': 'allow,!10.0.0.0/8,192.0.2.2,tcp,443,,yes,',
			'a protocol that is not known': 'allow,any,192.0.2.2,web,443,,yes,',
			'no action': ',any,192.0.2.2,tcp,443,,yes,',
			'one user': 'allow,any,192.0.2.2,tcp,443,,yes,alice',
			'a rule that may be switched off': 'allow,any,192.0.2.2,tcp,443,,perhaps,any'
		},
		idle: {
			'a log': 'log only,any,headquarters,tcp,443,,yes,',
			'a rule that is switched off': 'allow,any,headquarters,tcp,443,,no,alice',
			'a heading': ',,,,,Servers,,',
			'addresses of two families': 'allow,2001:db8::1,192.0.2.2,tcp,443,,yes,'
		}
	},
	{
		format: 'ndjson',
		mapping,
		write: (rules) => `${rules.join('\n')}\n`,
		device: (host) => host,
		allow: (port) => json('allow', 'any', '192.0.2.1', 'tcp', String(port), 'told', 'yes', 'any'),
		deny: json('deny', 'any', 'any', 'any', 'any', 'the rest', 'yes', 'any'),
		gap: ',',
		lead: 0,
		strange: {
			'an action that is not known': json('ask', 'any', '192.0.2.2', 'tcp', '443'),
			'a name': json('allow', 'headquarters', '192.0.2.2', 'tcp', '443'),
			'one user': json('allow', 'any', '192.0.2.2', 'tcp', '443', '', 'yes', 'alice')
		},
		idle: {
			'a log': json('log', 'any', '192.0.2.2', 'tcp', '443'),
			'a rule that is switched off': json('allow', 'x', '192.0.2.2', 'tcp', '443', '', 'no', 'x'),
			'a heading': json('', '', '', '', '', 'Servers')
		}
	}
];
