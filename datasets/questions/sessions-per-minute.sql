-- title: Sessions per minute
-- meaning: how many sessions began in each minute, and how many minutes before it had none
-- needs: sessions
WITH minutes AS (
  SELECT date_trunc('minute', ts) AS minute,
    count(*) AS sessions,
    count(*) FILTER (answered) AS answered,
    count(*) FILTER (answered IS NULL) AS not_said,
    count(DISTINCT src_ip) AS sources
  FROM sessions
  WHERE ts IS NOT NULL
  GROUP BY minute
)
SELECT *, date_diff('minute', lag(minute) OVER (ORDER BY minute), minute) - 1 AS minutes_without_before
FROM minutes
ORDER BY minute
