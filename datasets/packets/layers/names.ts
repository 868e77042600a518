/** What numbers of headers are called. */

export type Names = Readonly<Record<number, string>>;

export const etherTypes: Names = {
	0x0800: 'IPv4', 0x0806: 'ARP', 0x0842: 'wake on LAN', 0x6558: 'Ethernet', 0x8035: 'RARP',
	0x8100: '802.1Q', 0x8137: 'IPX', 0x86dd: 'IPv6', 0x8808: 'flow control', 0x8809: 'slow protocols',
	0x8847: 'MPLS', 0x8848: 'MPLS multicast', 0x8863: 'PPPoE discovery', 0x8864: 'PPPoE session',
	0x888e: 'EAPOL', 0x88a8: '802.1ad', 0x88cc: 'LLDP', 0x88e5: 'MACsec', 0x88f7: 'PTP'
}; // prettier-ignore

export const icmpTypes: Names = {
	0: 'echo reply', 3: 'destination unreachable', 4: 'source quench', 5: 'redirect', 8: 'echo request',
	9: 'router advertisement', 10: 'router solicitation', 11: 'time exceeded', 12: 'parameter problem',
	13: 'timestamp request', 14: 'timestamp reply', 17: 'address mask request', 18: 'address mask reply'
}; // prettier-ignore

export const icmp6Types: Names = {
	1: 'destination unreachable', 2: 'packet too big', 3: 'time exceeded', 4: 'parameter problem',
	128: 'echo request', 129: 'echo reply', 130: 'multicast listener query',
	131: 'multicast listener report', 132: 'multicast listener done', 133: 'router solicitation',
	134: 'router advertisement', 135: 'neighbour solicitation', 136: 'neighbour advertisement',
	137: 'redirect', 143: 'multicast listener report, version 2'
}; // prettier-ignore

export const dnsTypes: Names = {
	1: 'A', 2: 'NS', 5: 'CNAME', 6: 'SOA', 10: 'NULL', 12: 'PTR', 13: 'HINFO', 15: 'MX', 16: 'TXT', 28: 'AAAA', 33: 'SRV',
	35: 'NAPTR', 41: 'OPT', 43: 'DS', 46: 'RRSIG', 47: 'NSEC', 48: 'DNSKEY', 50: 'NSEC3', 52: 'TLSA', 64: 'SVCB',
	65: 'HTTPS', 99: 'SPF', 251: 'IXFR', 252: 'AXFR', 255: 'ANY', 257: 'CAA'
}; // prettier-ignore

export const dnsAnswers: Names = {
	0: 'no error', 1: 'format error', 2: 'server failure', 3: 'no such name', 4: 'not implemented', 5: 'refused'
}; // prettier-ignore

export const tlsVersions: Names = {
	0x0200: 'SSL 2.0', 0x0300: 'SSL 3.0', 0x0301: 'TLS 1.0', 0x0302: 'TLS 1.1', 0x0303: 'TLS 1.2', 0x0304: 'TLS 1.3'
}; // prettier-ignore

export const tlsContents: Names = {
	20: 'change cipher spec', 21: 'alert', 22: 'handshake', 23: 'application data', 24: 'heartbeat'
}; // prettier-ignore

export const tlsHandshakes: Names = {
	0: 'HelloRequest', 1: 'ClientHello', 2: 'ServerHello', 4: 'NewSessionTicket', 8: 'EncryptedExtensions',
	11: 'Certificate', 12: 'ServerKeyExchange', 13: 'CertificateRequest', 14: 'ServerHelloDone',
	15: 'CertificateVerify', 16: 'ClientKeyExchange', 20: 'Finished'
}; // prettier-ignore

export const tlsExtensions: Names = {
	0: 'server_name', 1: 'max_fragment_length', 5: 'status_request', 10: 'supported_groups', 11: 'ec_point_formats',
	13: 'signature_algorithms', 14: 'use_srtp', 16: 'application_layer_protocol_negotiation',
	18: 'signed_certificate_timestamp', 21: 'padding', 22: 'encrypt_then_mac', 23: 'extended_master_secret',
	27: 'compress_certificate', 35: 'session_ticket', 41: 'pre_shared_key', 42: 'early_data',
	43: 'supported_versions', 44: 'cookie', 45: 'psk_key_exchange_modes', 50: 'signature_algorithms_cert',
	51: 'key_share', 0xff01: 'renegotiation_info'
}; // prettier-ignore

export const dhcpMessages: Names = {
	1: 'Discover', 2: 'Offer', 3: 'Request', 4: 'Decline', 5: 'ACK', 6: 'NAK', 7: 'Release', 8: 'Inform'
}; // prettier-ignore

export const dhcpOptions: Names = {
	1: 'subnet mask', 3: 'router', 6: 'name servers', 12: 'host name', 15: 'domain name', 28: 'broadcast address',
	43: 'vendor information', 50: 'requested address', 51: 'lease time', 53: 'message type', 54: 'server',
	55: 'parameters asked for', 57: 'largest message', 58: 'renewal time', 59: 'rebinding time',
	60: 'vendor class', 61: 'client', 81: 'client name', 82: 'relay agent', 255: 'end'
}; // prettier-ignore

export const ntpModes: Names = {
	0: 'reserved', 1: 'symmetric active', 2: 'symmetric passive', 3: 'client', 4: 'server', 5: 'broadcast',
	6: 'control message', 7: 'private'
}; // prettier-ignore
