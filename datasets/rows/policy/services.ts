/** Ports by the names that `/etc/services` gives them, those that rules name most. */
const ports: Readonly<Record<string, number>> = {
	'ftp-data': 20, ftp: 21, ssh: 22, telnet: 23, smtp: 25, mail: 25, time: 37, nicname: 43, whois: 43,
	tacacs: 49, domain: 53, bootps: 67, bootpc: 68, tftp: 69, gopher: 70, finger: 79, http: 80, www: 80,
	kerberos: 88, pop3: 110, sunrpc: 111, portmap: 111, rpcbind: 111, auth: 113, ident: 113, nntp: 119,
	ntp: 123, 'netbios-ns': 137, 'netbios-dgm': 138, 'netbios-ssn': 139, imap: 143, imap2: 143, snmp: 161,
	'snmp-trap': 162, snmptrap: 162, bgp: 179, ldap: 389, https: 443, 'microsoft-ds': 445, kpasswd: 464,
	submissions: 465, smtps: 465, isakmp: 500, exec: 512, biff: 512, login: 513, who: 513, shell: 514,
	syslog: 514, printer: 515, spooler: 515, ntalk: 518, rip: 520, router: 520, 'dhcpv6-client': 546,
	'dhcpv6-server': 547, rtsp: 554, submission: 587, ipp: 631, ldaps: 636, 'domain-s': 853, rsync: 873,
	ftps: 990, telnets: 992, imaps: 993, pop3s: 995, socks: 1080, openvpn: 1194, 'ms-sql-s': 1433,
	'ms-sql-m': 1434, pptp: 1723, radius: 1812, 'radius-acct': 1813, ssdp: 1900, nfs: 2049, nfsd: 2049,
	mysql: 3306, 'ms-wbt-server': 3389, svn: 3690, 'ipsec-nat-t': 4500, 'ipsec-msft': 4500, sip: 5060,
	'sip-tls': 5061, 'xmpp-client': 5222, 'xmpp-server': 5269, mdns: 5353, postgresql: 5432, amqp: 5672,
	x11: 6000, redis: 6379, ircd: 6667, 'http-alt': 8080, git: 9418
}; // prettier-ignore

/** The port of that number or name; null where it is neither. */
export function portOf(text: string): number | null {
	if (Object.hasOwn(ports, text)) return ports[text]!;
	return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}
