import type { EventTableName } from '#tables/event-tables.ts';

/** What a Zeek log is known by. */
export interface KnownLog {
	/** Its `#path`, or `_path` in JSON. */
	path: string;
	/**
	 * JSON often leaves the path out. A record is then of this log where it has all of these fields, which
	 * Zeek always writes, and none of those.
	 */
	has: readonly string[];
	hasNot: readonly string[];
}

/** A Zeek log that has an event table, and where the columns come from. */
export interface ZeekLog extends KnownLog {
	table: EventTableName;
	/** The first field that has a value fills the column. */
	columns: Readonly<Record<string, readonly string[]>>;
}

const endpoints = {
	src_ip: ['id.orig_h'],
	src_port: ['id.orig_p'],
	dst_ip: ['id.resp_h'],
	dst_port: ['id.resp_p']
} as const;

/** What the JSON of Corelight's sensors says of itself in each record. */
const ofSensor = { sensor: ['_system_name'] } as const;

/**
 * The logs that become event rows. `ts`, and columns that take more than one field to know, are set in
 * `rows.ts`. Every other log keeps its native columns alone.
 */
export const zeekLogs: readonly ZeekLog[] = [
	{
		path: 'conn',
		table: 'sessions',
		has: ['uid', 'missed_bytes'],
		hasNot: [],
		columns: {
			...endpoints,
			...ofSensor,
			proto: ['proto'],
			duration: ['duration'],
			service: ['service'],
			conn_state: ['conn_state'],
			history: ['history'],
			src_bytes: ['orig_bytes'],
			dst_bytes: ['resp_bytes'],
			src_packets: ['orig_pkts'],
			dst_packets: ['resp_pkts'],
			uid: ['uid']
		}
	},
	{
		path: 'http',
		table: 'web',
		has: ['uid', 'trans_depth', 'response_body_len'],
		hasNot: ['call_id', 'seq'],
		columns: {
			...endpoints,
			host: ['host'],
			method: ['method'],
			url: ['uri'],
			status: ['status_code'],
			bytes: ['response_body_len'],
			user_agent: ['user_agent'],
			referer: ['referrer'],
			user: ['username']
		}
	},
	{
		path: 'dns',
		table: 'dns',
		has: ['uid', 'AA', 'RD'],
		hasNot: [],
		columns: {
			...endpoints,
			...ofSensor,
			proto: ['proto'],
			query: ['query'],
			qtype: ['qtype_name', 'qtype'],
			rcode: ['rcode_name', 'rcode'],
			rtt: ['rtt'],
			transaction_id: ['trans_id'],
			uid: ['uid']
		}
	},
	{
		path: 'ssl',
		table: 'tls',
		has: ['uid', 'resumed', 'established'],
		hasNot: [],
		columns: {
			...endpoints,
			...ofSensor,
			version: ['version'],
			cipher: ['cipher'],
			server_name: ['server_name'],
			subject: ['subject'],
			issuer: ['issuer'],
			ja3: ['ja3'],
			ja3s: ['ja3s'],
			established: ['established'],
			uid: ['uid']
		}
	},
	{
		path: 'files',
		table: 'files',
		has: ['fuid', 'seen_bytes'],
		hasNot: [],
		columns: {
			...endpoints,
			...ofSensor,
			fuid: ['fuid'],
			filename: ['filename'],
			mime_type: ['mime_type'],
			size: ['seen_bytes'],
			md5: ['md5'],
			sha1: ['sha1'],
			sha256: ['sha256'],
			service: ['source'],
			uid: ['uid']
		}
	},
	{
		path: 'notice',
		table: 'alerts',
		has: ['note', 'actions'],
		hasNot: [],
		columns: {
			src_ip: ['id.orig_h', 'src'],
			src_port: ['id.orig_p'],
			dst_ip: ['id.resp_h', 'dst'],
			dst_port: ['id.resp_p', 'p'],
			proto: ['proto'],
			sensor: ['_system_name', 'peer_descr', 'peer_name'],
			signature: ['note'],
			flow_id: ['uid']
		}
	}
];
