-- title: Alerts by signature
-- meaning: which rules fired, how often, between how many hosts, and in which span of time
-- needs: alerts
SELECT signature, sid, min(priority) AS highest_priority,
  count(*) AS alerts,
  -- A sensor may fold several events into one alert; where it does not say how many, it is one at least.
  sum(coalesce(count, 1)) AS events_at_least,
  count(DISTINCT src_ip) AS sources, count(DISTINCT dst_ip) AS targets,
  count(*) FILTER (action ILIKE 'block%' OR action ILIKE 'drop%') AS blocked,
  min(ts) AS first, max(ts) AS last
FROM alerts
GROUP BY signature, sid
ORDER BY alerts DESC, signature, sid
