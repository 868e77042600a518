/** Names that the services database gives to well-known ports, in lower case. */
const ports = new Map<string, number>(
	Object.entries({
		echo: 7, discard: 9, daytime: 13, chargen: 19, 'ftp-data': 20, ftp: 21, ssh: 22, telnet: 23,
		smtp: 25, time: 37, whois: 43, tacacs: 49, domain: 53, bootps: 67, bootpc: 68, tftp: 69,
		gopher: 70, finger: 79, http: 80, kerberos: 88, pop2: 109, pop3: 110, sunrpc: 111, auth: 113,
		nntp: 119, ntp: 123, epmap: 135, 'loc-srv': 135, 'netbios-ns': 137, 'netbios-dgm': 138,
		'netbios-ssn': 139, imap: 143, imap2: 143, snmp: 161, 'snmp-trap': 162, snmptrap: 162, bgp: 179,
		irc: 194, ldap: 389, https: 443, 'microsoft-ds': 445, kpasswd: 464, isakmp: 500, syslog: 514,
		printer: 515, rtsp: 554, submission: 587, ipp: 631, ldaps: 636, imaps: 993, pop3s: 995,
		socks: 1080, openvpn: 1194, 'ms-sql-s': 1433, 'ms-sql-m': 1434, radius: 1812, ssdp: 1900,
		nfs: 2049, mysql: 3306, 'ms-wbt-server': 3389, 'ipsec-nat-t': 4500, 'radmin-port': 4899,
		sip: 5060, mdns: 5353, postgresql: 5432, x11: 6000, ircd: 6667, 'http-alt': 8080
	})
); // prettier-ignore

/** The ports that have a name here. */
export const servicePorts: ReadonlySet<number> = new Set(ports.values());

/**
 * The port that a name of the services database (/etc/services) stands for; null for a name that is not
 * among the well-known ones.
 */
export function portOfService(name: string): number | null {
	return ports.get(name.toLowerCase()) ?? null;
}
