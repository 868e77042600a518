-- title: First seen
-- meaning: when each address was first seen, in which table and as what; the latest newcomers stand in front
-- needs: sessions or firewall or web or dns or tls or alerts or packets
WITH ends AS (
  SELECT 'alerts' AS seen_in, ts, src_ip, dst_ip FROM alerts
  UNION ALL SELECT 'sessions', ts, src_ip, dst_ip FROM sessions
  UNION ALL SELECT 'firewall', ts, src_ip, dst_ip FROM firewall
  UNION ALL SELECT 'web', ts, src_ip, dst_ip FROM web
  UNION ALL SELECT 'dns', ts, src_ip, dst_ip FROM dns
  UNION ALL SELECT 'tls', ts, src_ip, dst_ip FROM tls
  UNION ALL SELECT 'packets', ts, src_ip, dst_ip FROM packets
),
seen AS (
  SELECT ts, seen_in, src_ip AS address, 'source' AS seen_as FROM ends
  UNION ALL SELECT ts, seen_in, dst_ip, 'target' FROM ends
)
SELECT address,
  min(ts) AS first_seen, arg_min(seen_in, ts) AS first_in, arg_min(seen_as, ts) AS first_as,
  max(ts) AS last_seen, count(*) AS rows
FROM seen
WHERE address IS NOT NULL AND ts IS NOT NULL
GROUP BY address
ORDER BY first_seen DESC, address
