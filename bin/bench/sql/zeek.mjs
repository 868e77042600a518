import { quoted } from './text.mjs';

const columns = {
	ts: 'DOUBLE', uid: 'VARCHAR', orig_h: 'VARCHAR', orig_p: 'INTEGER', resp_h: 'VARCHAR',
	resp_p: 'INTEGER', proto: 'VARCHAR', service: 'VARCHAR', duration: 'DOUBLE', orig_bytes: 'BIGINT',
	resp_bytes: 'BIGINT', conn_state: 'VARCHAR', local_orig: 'BOOLEAN', local_resp: 'BOOLEAN',
	missed_bytes: 'BIGINT', history: 'VARCHAR', orig_pkts: 'BIGINT', orig_ip_bytes: 'BIGINT',
	resp_pkts: 'BIGINT', resp_ip_bytes: 'BIGINT', tunnel_parents: 'VARCHAR'
}; // prettier-ignore

/**
 * conn.log with DuckDB's reader of CSV: all of its own columns, and the sessions from them.
 * @param id the column of the Community ID of two endpoints, with a comma in front; empty without one
 * @param sourceId first digits of the hash of the file
 */
export function zeekSql(path, id, sourceId) {
	const list = Object.entries(columns).map(([name, type]) => `'${name}': '${type}'`);
	return [
		`CREATE TABLE raw AS SELECT * FROM read_csv(${quoted(path)}, columns = {${list.join(', ')}},
			auto_detect = false, header = false, delim = '\\t', quote = '', escape = '', comment = '#',
			nullstr = '-', ignore_errors = true)`,
		`CREATE TABLE sessions AS SELECT make_timestamp((ts * 1e6)::BIGINT) AS ts, orig_h AS src_ip,
			orig_p AS src_port, resp_h AS dst_ip, resp_p AS dst_port, proto,
			make_timestamp(((ts + duration) * 1e6)::BIGINT) AS end_ts, duration, service, conn_state, history,
			orig_bytes AS src_bytes, resp_bytes AS dst_bytes, orig_pkts AS src_packets,
			resp_pkts AS dst_packets, regexp_matches(history, '[shadfgt]') AS answered, uid,
			'${sourceId}' AS source_id, row_number() OVER () AS record
			${id('orig_h, orig_p, resp_h, resp_p, proto')} FROM raw`,
		'SELECT count(*) FROM sessions'
	];
}
