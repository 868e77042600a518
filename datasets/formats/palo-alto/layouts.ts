/**
 * Fields of each type of log in their order, as PAN-OS 9.1 documents them. Releases add fields at the end only;
 * an underscore is a field whose use is reserved.
 */
const common = '_ receive_time serial type subtype _ time_generated';
const flow =
	'src dst natsrc natdst rule srcuser dstuser app vsys from to inbound_if outbound_if logset _ sessionid repeatcnt sport dport natsport natdport flags proto action';
const groups =
	'dg_hier_level_1 dg_hier_level_2 dg_hier_level_3 dg_hier_level_4 vsys_name device_name';

export const layouts: Readonly<Record<string, readonly string[]>> = {
	TRAFFIC: fieldsOf(
		common,
		flow,
		'bytes bytes_sent bytes_received packets start elapsed category _ seqno actionflags srcloc dstloc _ pkts_sent pkts_received session_end_reason',
		groups,
		'action_source src_uuid dst_uuid tunnelid monitortag parent_session_id parent_start_time tunnel'
	),
	THREAT: fieldsOf(
		common,
		flow,
		'misc threatid category severity direction seqno actionflags srcloc dstloc _ contenttype pcap_id filedigest cloud url_idx user_agent filetype xff referer sender subject recipient reportid',
		groups,
		'_ src_uuid dst_uuid http_method tunnelid monitortag parent_session_id parent_start_time tunnel thr_category contentver'
	),
	SYSTEM: fieldsOf(
		common,
		'vsys eventid object _ _ module severity opaque seqno actionflags',
		groups
	),
	CONFIG: fieldsOf(
		common,
		'host vsys cmd admin client result path before_change_detail after_change_detail seqno actionflags',
		groups
	)
};

/** Fields that a log of another type has in the same places. */
export const otherLayout = fieldsOf(common);

function fieldsOf(...lists: string[]): readonly string[] {
	return lists.flatMap((list) => list.split(' '));
}

/**
 * What the export of the web interface calls the fields, where that is not their name: compared by letters and
 * digits alone.
 */
export const exported: Readonly<Record<string, readonly string[]>> = {
	receive_time: ['Receive Time'],
	serial: ['Serial #', 'Serial Number', 'Device SN'],
	type: ['Type', 'Log Type'],
	subtype: ['Threat/Content Type', 'Log Subtype', 'Subtype'],
	time_generated: ['Generate Time', 'Generated Time', 'Time Generated'],
	src: ['Source address', 'Source Address', 'Source IP'],
	dst: ['Destination address', 'Destination IP'],
	rule: ['Rule', 'Rule Name'],
	srcuser: ['Source User'],
	app: ['Application'],
	inbound_if: ['Inbound Interface', 'Inbound I/F'],
	sessionid: ['Session ID'],
	repeatcnt: ['Repeat Count'],
	sport: ['Source Port'],
	dport: ['Destination Port'],
	proto: ['IP Protocol', 'Protocol'],
	action: ['Action'],
	bytes: ['Bytes'],
	start: ['Start Time'],
	misc: ['URL/Filename', 'URL', 'File Name'],
	threatid: ['Threat/Content Name', 'Threat ID', 'Threat Name'],
	severity: ['Severity', 'number-of-severity'],
	filedigest: ['filedigest', 'File Digest'],
	user_agent: ['user_agent', 'User Agent'],
	referer: ['referer'],
	http_method: ['http_method', 'HTTP Method'],
	thr_category: ['thr_category', 'Threat Category'],
	device_name: ['device_name', 'Device Name'],
	eventid: ['Event', 'Event ID', 'eventid'],
	opaque: ['Description', 'opaque'],
	host: ['Host'],
	cmd: ['Command'],
	admin: ['Admin', 'Administrator'],
	result: ['Result'],
	path: ['Configuration Path', 'Path']
};
