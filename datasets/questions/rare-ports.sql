-- title: Rare ports
-- meaning: which ports were asked for least often, by whom and of whom
-- needs: sessions
SELECT dst_port, proto,
  count(*) AS sessions,
  count(DISTINCT src_ip) AS sources, count(DISTINCT dst_ip) AS targets,
  min(src_ip) AS a_source, min(dst_ip) AS a_target,
  count(*) FILTER (answered) AS answered,
  count(*) FILTER (answered IS NULL) AS not_said,
  min(ts) AS first, max(ts) AS last
FROM sessions
-- ICMP has types and codes where others have ports.
WHERE dst_port IS NOT NULL AND proto IS DISTINCT FROM 'icmp' AND proto IS DISTINCT FROM 'ipv6-icmp'
GROUP BY dst_port, proto
ORDER BY sessions, sources, dst_port
