-- title: Top talkers
-- meaning: who exchanged the most bytes with whom, and of how many of their sessions the bytes are not known
-- needs: sessions
SELECT src_ip, dst_ip,
  sum(coalesce(src_bytes, 0) + coalesce(dst_bytes, 0))
    FILTER (src_bytes IS NOT NULL OR dst_bytes IS NOT NULL) AS bytes,
  sum(src_bytes) AS bytes_out, sum(dst_bytes) AS bytes_in,
  count(*) AS sessions,
  count(*) FILTER (src_bytes IS NULL OR dst_bytes IS NULL) AS bytes_not_known,
  min(ts) AS first, max(coalesce(end_ts, ts)) AS last
FROM sessions
GROUP BY src_ip, dst_ip
ORDER BY bytes DESC NULLS LAST, sessions DESC, src_ip, dst_ip
