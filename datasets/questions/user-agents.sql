-- title: User agents
-- meaning: which programs asked web servers, how often, from how many addresses, and with which success
-- needs: web.user_agent
SELECT user_agent,
  count(*) AS requests,
  count(DISTINCT src_ip) AS clients, count(DISTINCT coalesce(host, server_ip, dst_ip)) AS servers,
  count(*) FILTER (status < 400) AS served,
  count(*) FILTER (status >= 400) AS refused_or_failed,
  count(*) FILTER (status IS NULL) AS not_said,
  min(ts) AS first, max(ts) AS last
FROM web
GROUP BY user_agent
ORDER BY requests DESC, user_agent
