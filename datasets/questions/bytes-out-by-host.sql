-- title: Bytes out by host
-- meaning: how much each host sent as the side that began, to how many others, and how often that is not known
-- needs: sessions.src_bytes
SELECT src_ip,
  sum(src_bytes) AS bytes_out, sum(dst_bytes) AS bytes_in,
  max(src_bytes) AS most_in_one_session, arg_max(dst_ip, src_bytes) AS most_to,
  count(*) AS sessions, count(*) FILTER (src_bytes IS NULL) AS bytes_not_known,
  count(DISTINCT dst_ip) AS targets,
  min(ts) AS first, max(ts) AS last
FROM sessions
GROUP BY src_ip
ORDER BY bytes_out DESC NULLS LAST, src_ip
