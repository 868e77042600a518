-- title: Status by path
-- meaning: what web servers said to requests for each path, and how many lines do not say
-- needs: web.path
SELECT path,
  count(*) AS requests,
  count(*) FILTER (status BETWEEN 100 AND 299) AS ok,
  count(*) FILTER (status BETWEEN 300 AND 399) AS elsewhere,
  count(*) FILTER (status BETWEEN 400 AND 499) AS refused,
  count(*) FILTER (status BETWEEN 500 AND 599) AS failed,
  count(*) FILTER (status IS NULL) AS not_said,
  count(DISTINCT src_ip) AS clients, string_agg(DISTINCT method, ', ' ORDER BY method) AS methods,
  min(ts) AS first, max(ts) AS last
FROM web
GROUP BY path
ORDER BY requests DESC, path
