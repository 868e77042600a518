-- title: Longest sessions
-- meaning: the sessions that lasted longest; those whose duration is not known stand at the end
-- needs: sessions.duration
SELECT ts, end_ts, round(duration, 3) AS duration_seconds, src_ip, src_port, dst_ip, dst_port, proto, service,
  src_bytes, dst_bytes, answered, source_id, record, byte_offset, byte_length
FROM sessions
ORDER BY duration DESC NULLS LAST, ts
