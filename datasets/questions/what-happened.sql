-- title: What happened
-- meaning: every event of every table in one order of time
-- needs: alerts or sessions or firewall or web or dns or tls or files or host
WITH events AS (
  SELECT 'alerts' AS event, ts, src_ip, src_port, dst_ip, dst_port, proto, signature AS what,
    source_id, record, byte_offset, byte_length FROM alerts
  UNION ALL
  SELECT 'sessions', ts, src_ip, src_port, dst_ip, dst_port, proto,
    concat_ws(', ', service, CASE answered WHEN true THEN 'answered' WHEN false THEN 'not answered' END,
      (src_bytes + dst_bytes) || ' bytes'),
    source_id, record, byte_offset, byte_length FROM sessions
  UNION ALL
  SELECT 'firewall', ts, src_ip, src_port, dst_ip, dst_port, proto, concat_ws(', ', device, action, rule),
    source_id, record, byte_offset, byte_length FROM firewall
  UNION ALL
  SELECT 'web', ts, src_ip, src_port, dst_ip, dst_port, proto, concat_ws(' ', method, coalesce(url, path), status),
    source_id, record, byte_offset, byte_length FROM web
  UNION ALL
  SELECT 'dns', ts, src_ip, src_port, dst_ip, dst_port, proto, concat_ws(' ', qtype, query, rcode),
    source_id, record, byte_offset, byte_length FROM dns
  UNION ALL
  SELECT 'tls', ts, src_ip, src_port, dst_ip, dst_port, proto, concat_ws(' ', version, server_name),
    source_id, record, byte_offset, byte_length FROM tls
  UNION ALL
  SELECT 'files', ts, src_ip, src_port, dst_ip, dst_port, proto, concat_ws(' ', mime_type, filename),
    source_id, record, byte_offset, byte_length FROM files
  UNION ALL
  SELECT 'host', ts, src_ip, src_port, dst_ip, dst_port, proto, concat_ws(' ', host, product, coalesce(message, action)),
    source_id, record, byte_offset, byte_length FROM host
)
SELECT ts, event, what, src_ip, src_port, dst_ip, dst_port, proto, source_id, record, byte_offset, byte_length
FROM events
ORDER BY ts, event, source_id, record
