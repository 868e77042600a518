/**
 * The event tables: the same columns whatever the format. Names and meanings follow OCSF, Zeek and
 * Suricata. Times are UTC in microseconds; addresses are canonical text; an absent value is null.
 */

/** `bytes`, `packets` and other counters are `int64`; `duration` is `float64` in seconds. */
export type ColumnType = 'timestamp' | 'text' | 'int32' | 'int64' | 'float64' | 'boolean';

/** The NSM data types, and the two more that triage needs. */
export const dataTypes = [
	'alert',
	'session',
	'full content',
	'statistical',
	'transaction',
	'extracted content',
	'metadata',
	'policy',
	'host log'
] as const;

export type DataType = (typeof dataTypes)[number];

export interface ColumnDefinition {
	name: string;
	type: ColumnType;
	/** What the value means, its unit, and what null says. */
	meaning: string;
}

export interface EventTableDefinition {
	name: EventTableName;
	dataType: DataType;
	meaning: string;
	/** True where rows are facts that stand (policy, inventory), false where each is an event in time. */
	standing: boolean;
	/**
	 * The column that names who speaks. A check over such a table is covered only where every speaker
	 * (`all`), or the speaker for the alert's target (`target`), covers its window.
	 */
	speaker: { column: string; must: 'all' | 'target' } | null;
	columns: readonly ColumnDefinition[];
}

export const eventTableNames = [
	'alerts',
	'sessions',
	'firewall',
	'web',
	'dns',
	'tls',
	'files',
	'host',
	'packets',
	'assets',
	'policy',
	'accepted_risks',
	'intel'
] as const;

export type EventTableName = (typeof eventTableNames)[number];

type Short = readonly [name: string, type: ColumnType, meaning: string];

const common: readonly Short[] = [
	['ts', 'timestamp', 'when the event began, UTC, microseconds'],
	['src_ip', 'text', 'address that began the exchange, canonical'],
	['src_port', 'int32', 'its port, or ICMP type'],
	['dst_ip', 'text', 'address that was addressed, canonical'],
	['dst_port', 'int32', 'its port, or ICMP code'],
	['proto', 'text', 'IP protocol, lower-case name'],
	['community_id', 'text', 'Community ID version 1, seed 0'],
	['source_id', 'text', 'first twelve hexadecimal digits of the SHA-256 of the source'],
	['record', 'int64', 'number of the record within the source, from 1'],
	['byte_offset', 'int64', 'where the record begins, after decompression'],
	['byte_length', 'int32', 'bytes of the record, its line end left out']
];

function defined(columns: readonly Short[]): ColumnDefinition[] {
	return columns.map(([name, type, meaning]) => ({ name, type, meaning }));
}

/** The columns that every event table has, in their order. */
export const commonColumns: readonly ColumnDefinition[] = defined(common);

function table(
	name: EventTableName,
	dataType: DataType,
	meaning: string,
	columns: readonly Short[],
	rest: Partial<Pick<EventTableDefinition, 'standing' | 'speaker'>> = {}
): EventTableDefinition {
	return {
		name,
		dataType,
		meaning,
		standing: rest.standing ?? false,
		speaker: rest.speaker ?? null,
		columns: [...commonColumns, ...defined(columns)]
	};
}

const standing = { standing: true };

export const eventTables: Readonly<Record<EventTableName, EventTableDefinition>> = {
	alerts: table('alerts', 'alert', 'what a detector said', [
		['alert_id', 'text', 'source_id and record; the same at every load'],
		['sensor', 'text', 'name of the sensor'],
		['gid', 'int64', 'generator id of the rule'],
		['sid', 'int64', 'signature id of the rule'],
		['rev', 'int64', 'revision of the rule'],
		['signature', 'text', 'message of the rule'],
		['classification', 'text', 'class of the rule'],
		['priority', 'int32', '1 is the highest'],
		['action', 'text', 'allowed or blocked, as the sensor says'],
		['count', 'int64', 'events that the sensor folded into this one; null where it does not say'],
		['flow_id', 'text', 'the sensor’s own id of the flow']
	]),
	sessions: table('sessions', 'session', 'who spoke with whom, how long, how much', [
		['end_ts', 'timestamp', 'when the last packet was seen'],
		['duration', 'float64', 'seconds'],
		['service', 'text', 'application protocol'],
		['conn_state', 'text', 'Zeek’s word; null where it cannot be known'],
		['history', 'text', 'Zeek’s letters'],
		['src_bytes', 'int64', 'payload bytes of the originator'],
		['dst_bytes', 'int64', 'payload bytes of the responder'],
		['src_packets', 'int64', 'packets of the originator'],
		['dst_packets', 'int64', 'packets of the responder'],
		['answered', 'boolean', 'the responder sent anything but a reset or an ICMP error'],
		['uid', 'text', 'the sensor’s own id of the session'],
		[
			'tcp_flags',
			'text',
			'flags that the originator sent, as SYN,ACK; null where they are not told'
		],
		[
			'one_way',
			'boolean',
			'true for one direction, whose other is a record of its own or was not seen; false where two such were paired'
		],
		['reply_record', 'int64', 'record of the same source that told of the way back, of a pair'],
		[
			'undirected',
			'boolean',
			'true where nothing tells which side began: source and destination may be the other way round, and answered is null'
		]
	]),
	firewall: table(
		'firewall',
		'session',
		'what a firewall decided',
		[
			['device', 'text', 'name of the firewall'],
			[
				'interface',
				'text',
				'interface that received the packet, or that sends it where the direction is out'
			],
			['direction', 'text', 'in, out or forward'],
			['action', 'text', 'allow, deny, drop or reject; null where the line does not say'],
			['rule', 'text', 'rule or log prefix'],
			['tcp_flags', 'text', 'flags set, as SYN,ACK'],
			['bytes', 'int64', 'length of the packet or flow']
		],
		{ speaker: { column: 'device', must: 'all' } }
	),
	web: table(
		'web',
		'transaction',
		'a request to a web server',
		[
			['host', 'text', 'host asked for'],
			['method', 'text', 'HTTP method'],
			['url', 'text', 'request target as written'],
			['path', 'text', 'its path'],
			['query', 'text', 'its query, without the question mark'],
			['status', 'int32', 'HTTP status'],
			['bytes', 'int64', 'bytes of the response body'],
			['user_agent', 'text', 'as sent'],
			['referer', 'text', 'as sent'],
			['user', 'text', 'authenticated user'],
			[
				'server_ip',
				'text',
				'address of the machine whose log this is, canonical; null where it is not known, or a sensor saw the request: dst_ip may be a server behind a proxy'
			]
		],
		{ speaker: { column: 'server_ip', must: 'target' } }
	),
	dns: table('dns', 'transaction', 'a question to the name system', [
		['query', 'text', 'name asked for'],
		['qtype', 'text', 'type asked for'],
		['rcode', 'text', 'response code by name'],
		['answers', 'text', 'answers, separated by a comma'],
		['rtt', 'float64', 'seconds to the answer'],
		['transaction_id', 'int32', 'the 16-bit id'],
		['uid', 'text', 'session of the transaction']
	]),
	tls: table('tls', 'transaction', 'a TLS handshake', [
		['version', 'text', 'negotiated version'],
		['cipher', 'text', 'negotiated cipher suite'],
		['server_name', 'text', 'name asked for (SNI)'],
		['subject', 'text', 'subject of the certificate'],
		['issuer', 'text', 'issuer of the certificate'],
		['fingerprint', 'text', 'of the certificate'],
		['ja3', 'text', 'JA3 of the client'],
		['ja3s', 'text', 'JA3S of the server'],
		['established', 'boolean', 'the handshake was completed'],
		['uid', 'text', 'session of the handshake']
	]),
	files: table('files', 'extracted content', 'a file seen in transit', [
		['fuid', 'text', 'the sensor’s own id of the file'],
		['filename', 'text', 'name as sent'],
		['mime_type', 'text', 'type by content'],
		['size', 'int64', 'bytes seen'],
		['md5', 'text', 'hexadecimal'],
		['sha1', 'text', 'hexadecimal'],
		['sha256', 'text', 'hexadecimal'],
		['service', 'text', 'protocol that carried it'],
		['uid', 'text', 'session that carried it']
	]),
	host: table(
		'host',
		'host log',
		'what a machine logged of itself',
		[
			['host', 'text', 'name or address of the machine'],
			['product', 'text', 'program that logged'],
			['event_id', 'text', 'its id of the event'],
			['severity', 'int32', 'as the product counts'],
			['category', 'text', 'as the product says'],
			['action', 'text', 'as the product says'],
			['user', 'text', 'account'],
			['process', 'text', 'process'],
			['parent_process', 'text', 'its parent'],
			['path', 'text', 'file or object'],
			['message', 'text', 'the text of the event'],
			[
				'host_ip',
				'text',
				'address of the machine, canonical; null where only its name is known: dst_ip may be one that it tells of'
			]
		],
		{ speaker: { column: 'host_ip', must: 'target' } }
	),
	packets: table('packets', 'full content', 'a packet', [
		['length', 'int32', 'bytes on the wire'],
		['ttl', 'int32', 'time to live or hop limit'],
		['ip_id', 'int32', 'IPv4 identification'],
		['tcp_flags', 'text', 'flags set, as SYN,ACK'],
		['seq', 'int64', 'TCP sequence number, absolute'],
		['ack', 'int64', 'TCP acknowledgement number, absolute'],
		['tcp_window', 'int32', 'TCP window as sent'],
		['payload_length', 'int32', 'bytes above the transport header'],
		['info', 'text', 'one line about the packet']
	]),
	assets: table(
		'assets',
		'metadata',
		'a machine, or a service it offers',
		[
			['ip', 'text', 'address, canonical'],
			['hostname', 'text', 'name'],
			['port', 'int32', 'port of the service'],
			['state', 'text', 'open, closed or filtered'],
			['service', 'text', 'service name'],
			['product', 'text', 'program and version'],
			['role', 'text', 'what the machine is for'],
			['owner', 'text', 'who answers for it'],
			['seen_at', 'timestamp', 'when this was found, UTC']
		],
		{ ...standing, speaker: { column: 'ip', must: 'target' } }
	),
	policy: table(
		'policy',
		'policy',
		'a rule of a firewall, in the order of the device',
		[
			['device', 'text', 'name of the firewall'],
			[
				'own_ips',
				'text',
				'its own addresses as the import was told them, separated by commas; null where it was not'
			],
			[
				'position',
				'int32',
				'within a stage the first match wins; the default policy has the last position'
			],
			[
				'hook',
				'text',
				'where packets meet the rule: prerouting, input, forward, output or postrouting; null where the device knows no such places'
			],
			['family', 'text', 'ip, ip6 or both; null where the addresses alone say it'],
			[
				'stage',
				'int32',
				'the chains that a packet meets one after the other: each must allow it; null where there is only one'
			],
			[
				'action',
				'text',
				'allow, deny, drop or reject; unknown for a rule that may decide and was not wholly understood'
			],
			['src', 'text', 'CIDR, or any'],
			['dst', 'text', 'CIDR, or any'],
			['port_from', 'int32', 'first destination port; null for every port'],
			['port_to', 'int32', 'last destination port; null for every port'],
			['comment', 'text', 'as written'],
			['audited_at', 'timestamp', 'when the rules were last audited, UTC']
		],
		standing
	),
	accepted_risks: table(
		'accepted_risks',
		'policy',
		'a risk that somebody has accepted',
		[
			['asset', 'text', 'address or name'],
			['port', 'int32', 'port of the service'],
			['decision', 'text', 'accepted, mitigated, avoided or transferred'],
			['rationale', 'text', 'why'],
			['control', 'text', 'what holds it in check'],
			['owner', 'text', 'who decided'],
			['approved_at', 'timestamp', 'when, UTC'],
			['review_by', 'timestamp', 'until when it stands, UTC']
		],
		standing
	),
	intel: table(
		'intel',
		'metadata',
		'an indicator on somebody’s list',
		[
			['indicator', 'text', 'address, CIDR, domain or hash'],
			['kind', 'text', 'ip, cidr, domain, url or hash'],
			['list', 'text', 'name of the list'],
			['note', 'text', 'what the list says of it'],
			['listed_at', 'timestamp', 'when it was listed, UTC']
		],
		standing
	)
};

const singular: Partial<Record<EventTableName, string>> = {
	alerts: 'alert',
	sessions: 'session',
	files: 'file',
	packets: 'packet',
	assets: 'asset',
	accepted_risks: 'accepted risk'
};

/** What a row of a table is called in a sentence, an `s` behind it for several: `session record`. */
export function recordNoun(table: EventTableName): string {
	return `${singular[table] ?? table} record`;
}
