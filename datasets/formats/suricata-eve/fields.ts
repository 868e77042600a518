import type { EventTableName } from '#tables/event-tables.ts';

/** A path of keys in an EVE record, joined by full stops: no key of EVE that is read here has one. */
type Path = string;

/** An event table that records of an `event_type` become, and where its columns come from. */
export interface EveKind {
	table: EventTableName;
	/** The first path that has a value fills the column. */
	columns: Readonly<Record<string, readonly Path[]>>;
}

/** ICMP has no ports: type and code stand for them, as everywhere here. */
const endpoints = {
	src_ip: ['src_ip'],
	src_port: ['src_port', 'icmp_type'],
	dst_ip: ['dest_ip'],
	dst_port: ['dest_port', 'icmp_code'],
	proto: ['proto']
} as const;

/**
 * What each `event_type` becomes. Times, and columns that take more than one value to know, are set in
 * `rows.ts` and `dns.ts`. A type that is not here keeps its native columns alone.
 */
export const eveKinds: Readonly<Record<string, EveKind>> = {
	alert: {
		table: 'alerts',
		columns: {
			...endpoints,
			sensor: ['host'],
			gid: ['alert.gid'],
			sid: ['alert.signature_id'],
			rev: ['alert.rev'],
			signature: ['alert.signature'],
			classification: ['alert.category'],
			priority: ['alert.severity'],
			action: ['alert.action'],
			flow_id: ['flow_id']
		}
	},
	flow: {
		table: 'sessions',
		columns: {
			...endpoints,
			sensor: ['host'],
			service: ['app_proto'],
			src_bytes: ['flow.bytes_toserver'],
			dst_bytes: ['flow.bytes_toclient'],
			src_packets: ['flow.pkts_toserver'],
			dst_packets: ['flow.pkts_toclient'],
			uid: ['flow_id']
		}
	},
	netflow: {
		table: 'sessions',
		columns: {
			...endpoints,
			sensor: ['host'],
			service: ['app_proto'],
			src_bytes: ['netflow.bytes'],
			src_packets: ['netflow.pkts'],
			uid: ['flow_id']
		}
	},
	http: {
		table: 'web',
		columns: {
			...endpoints,
			host: ['http.hostname'],
			method: ['http.http_method'],
			url: ['http.url'],
			status: ['http.status'],
			bytes: ['http.length'],
			user_agent: ['http.http_user_agent'],
			referer: ['http.http_refer']
		}
	},
	dns: {
		table: 'dns',
		columns: {
			...endpoints,
			sensor: ['host'],
			query: ['dns.rrname'],
			qtype: ['dns.rrtype'],
			rcode: ['dns.rcode'],
			transaction_id: ['dns.id'],
			uid: ['flow_id']
		}
	},
	tls: {
		table: 'tls',
		columns: {
			...endpoints,
			sensor: ['host'],
			version: ['tls.version'],
			server_name: ['tls.sni'],
			subject: ['tls.subject'],
			issuer: ['tls.issuerdn'],
			fingerprint: ['tls.fingerprint'],
			ja3: ['tls.ja3.hash'],
			ja3s: ['tls.ja3s.hash'],
			uid: ['flow_id']
		}
	},
	fileinfo: {
		table: 'files',
		columns: {
			...endpoints,
			sensor: ['host'],
			fuid: ['fileinfo.file_id'],
			filename: ['fileinfo.filename'],
			size: ['fileinfo.size'],
			md5: ['fileinfo.md5'],
			sha1: ['fileinfo.sha1'],
			sha256: ['fileinfo.sha256'],
			service: ['app_proto'],
			uid: ['flow_id']
		}
	}
};
