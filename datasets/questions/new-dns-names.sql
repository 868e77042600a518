-- title: DNS names never seen before
-- meaning: names that were asked for the first time in the later half of the log, the latest in front
-- needs: dns.query
WITH log AS (
  SELECT min(ts) AS begins, min(ts) + (max(ts) - min(ts)) / 2 AS middle FROM dns
),
names AS (
  SELECT lower(query) AS name, min(ts) AS first_asked, max(ts) AS last_asked, count(*) AS questions,
    count(DISTINCT src_ip) AS clients, arg_min(src_ip, ts) AS first_client,
    count(*) FILTER (rcode = 'NXDOMAIN') AS no_such_name, count(*) FILTER (rcode IS NULL) AS not_said
  FROM dns
  WHERE query IS NOT NULL AND ts IS NOT NULL
  GROUP BY name
)
SELECT names.*, begins AS log_begins
FROM names, log
WHERE first_asked > middle
ORDER BY first_asked DESC, name
