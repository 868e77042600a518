import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { accessLine, configReader } from './config.ts';

/**
 * Access lists of Cisco ASA, from a running configuration or `show access-list`. A record is a rule: a line that
 * permits or denies, or one of NAT or of tunnels that decides which packets the lists are asked about. Objects and
 * groups stand in their places where the file defines them.
 */
const format: Format = {
	name: 'asa-access-list',
	title: 'Access lists of Cisco ASA',
	tables: ['policy'],
	cannotKnow: [
		'the denial that ends every access list: no line says so, and so no row',
		'who may pass an interface without an access list: that follows from its security level',
		'where a packet comes in: packets from the net of another interface, or from where a route leads behind it, say unknown, as do all where interfaces are described and none asks a list',
		'whether a rule holds that asks for source ports, ICMP types, users, names or times: it says unknown of what was understood',
		'what is done with packets to the device itself or from it: management commands and VPN decide before a list of the control plane, which says unknown; without an address of each interface that is asked, any packet may be one',
		'what is done with connections that stand, and with those through a tunnel: packets from the addresses of pools, and from where a list of a crypto map leads, say unknown',
		'to which of several real addresses a packet goes, or to one that is not told: packets to the mapped address say unknown, those to other mapped addresses what the lists say of the real one',
		'who is shown by an address of a pool at the time'
	],
	recognise,
	open: (sink: Sink): RecordReader => configReader(sink)
};

export default format;

const configLine =
	/^(?:: Saved|ASA Version |access-group \S+ (?:in|out|global)|(?:object|object-group) (?:network|service|protocol) \S+|access-list \S+; \d+ elements)/;

function recognise(head: Head): Recognition | null {
	const rules = head.lines.filter((line) => isRule(line)).length;
	const config = head.lines.filter((line) => configLine.test(line)).length;
	if (rules === 0 && config < 2) return null;
	return {
		confidence: rules + config > head.lines.length / 4 ? 0.95 : 0.7,
		because: 'rules of access lists, extended or standard'
	};
}

/** IOS writes access lists too, but without the word. */
function isRule(line: string): boolean {
	const parts = accessLine.exec(line);
	return parts !== null && (parts[3] !== undefined || parts[4]!.startsWith('remark'));
}
