import { quoted } from './text.mjs';

const flow = 'src_ip, src_port, dest_ip, dest_port, lower(proto)';
const columnsOfFlow =
	'src_ip, src_port, dest_ip AS dst_ip, dest_port AS dst_port, lower(proto) AS proto';

/**
 * EVE with DuckDB's reader of JSON: all of its own columns, and the event tables from them.
 * @param id as for `zeekSql`
 */
export function eveSql(path, id, sourceId) {
	const rowsOf = (table, type, columns, ts = '"timestamp"') =>
		`CREATE TABLE ${table} AS SELECT ${ts}::TIMESTAMPTZ::TIMESTAMP AS ts, ${columnsOfFlow},
			${columns.join(', ')}, '${sourceId}' AS source_id, row_number() OVER () AS record ${id(flow)}
		FROM raw WHERE event_type = '${type}'`;
	return [
		`CREATE TABLE raw AS SELECT * FROM read_json(${quoted(path)}, format = 'newline_delimited',
			ignore_errors = true)`,
		rowsOf('alerts', 'alert', [
			'alert.gid', 'alert.signature_id AS sid', 'alert.rev', 'alert.signature',
			'alert.category AS classification', 'alert.severity AS priority', 'alert.action',
			'flow_id::VARCHAR AS flow_id'
		]),
		rowsOf('sessions', 'flow', [
			'flow."end"::TIMESTAMPTZ::TIMESTAMP AS end_ts',
			`date_diff('microsecond', flow."start"::TIMESTAMPTZ, flow."end"::TIMESTAMPTZ) / 1e6 AS duration`,
			`nullif(app_proto, 'failed') AS service`, 'flow.bytes_toserver AS src_bytes',
			'flow.bytes_toclient AS dst_bytes', 'flow.pkts_toserver AS src_packets',
			'flow.pkts_toclient AS dst_packets', 'flow_id::VARCHAR AS uid'
		], 'flow."start"'),
		rowsOf('web', 'http', [
			'http.hostname AS host', 'http.http_method AS method', 'http.url',
			`split_part(http.url, '?', 1) AS path`, `nullif(split_part(http.url, '?', 2), '') AS query`, 'http.status',
			'http."length" AS bytes', 'http.http_user_agent AS user_agent'
		]),
		rowsOf('dns', 'dns', [
			'dns.rrname AS query', 'dns.rrtype AS qtype', 'dns.rcode', 'dns.id AS transaction_id',
			`array_to_string(list_transform(dns.answers, lambda a: a.rdata), ',') AS answers`,
			'flow_id::VARCHAR AS uid'
		]),
		rowsOf('tls', 'tls', [
			'tls.version', 'tls.sni AS server_name', 'tls.subject', 'tls.issuerdn AS issuer', 'tls.fingerprint',
			'tls.ja3."hash" AS ja3', 'tls.ja3s."hash" AS ja3s', 'flow_id::VARCHAR AS uid'
		]),
		rowsOf('files', 'fileinfo', [
			'fileinfo.filename', 'fileinfo."size"', 'fileinfo.sha256', 'app_proto AS service',
			'flow_id::VARCHAR AS uid'
		]),
		'SELECT count(*) FROM sessions'
	]; // prettier-ignore
}
