import type { Format, Head, Recognition } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { carried } from './carried.ts';
import { headerOf, VpcFlowReader } from './reader.ts';

/** The default format, behind a time that CloudWatch may have put in front. */
const shape =
	/^(?:"?[\d:.TZ+ -]{10,30}"?,"?|\S{20,30} (?:\S+ )?)?\d{1,2} (?:\d{12}|unknown) (?:eni-\w+|-) \S+ \S+ \S+ \S+ \S+ \S+ \S+ \d+ \d+ (?:ACCEPT|REJECT|-) (?:OK|NODATA|SKIPDATA)"?\s*$/;

/**
 * Flow logs of Amazon VPC ("Flow log records"): the default format without a header, and any set of fields
 * that a header names, from S3 or from CloudWatch.
 *
 * A record says what passed in one direction and what security groups and network ACLs decided. It becomes a
 * row of `firewall`, because the decision is what no other table could hold, and because a flow that was
 * refused is no session: the device is the network interface whose rules decided. Packets and end stay in
 * the native columns. A log whose fields leave the action out becomes `sessions` of one direction (`one_way`). NODATA
 * and SKIPDATA are kept in native columns alone, and say of their time that there was nothing, or that flows are
 * missing. Where the addresses of the packet itself are logged
 * (`pkt-srcaddr`), they are taken before those of the interface.
 */
const format: Format = {
	name: 'aws-vpc-flow',
	title: 'Amazon VPC flow logs',
	tables: ['firewall', 'sessions'],
	cannotKnow: [
		'who began a conversation: each direction is a record of its own, whose sender stands as the source',
		'which rule decided: a security group or a network ACL',
		'whether a refused packet was dropped or answered',
		'type and code of ICMP',
		'times within the window of aggregation, up to ten minutes',
		'traffic that is never logged, to the DNS, DHCP, time and metadata services of Amazon'
	],
	recognise,
	open: (sink) => lines(sink, new VpcFlowReader(sink)),
	messages: carried
};

export default format;

function recognise(head: Head): Recognition | null {
	if (head.lines.some((line) => headerOf(line) !== null))
		return { confidence: 0.95, because: 'a header that names the fields of VPC flow logs' };
	const fitting = head.lines.filter((line) => shape.test(line)).length;
	if (fitting === 0) return null;
	return {
		confidence: fitting / head.lines.length > 0.5 ? 0.95 : 0.6,
		because:
			'version, account, eni-…, addresses, ACCEPT or REJECT and OK, as VPC flow logs have them'
	};
}
