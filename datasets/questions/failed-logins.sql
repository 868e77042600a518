-- title: Failed logins
-- meaning: who failed to log in where, how often, and whether the same source got in there as well
-- needs: host
WITH logins AS (
  SELECT *,
    CASE WHEN action ILIKE 'logon failed' OR category ILIKE '%authentication_fail%' THEN true
         WHEN action ILIKE 'logon' OR category ILIKE '%authentication_success%' THEN false
         -- Where nothing but the message says what it was, its words do.
         WHEN action IS NULL
           THEN regexp_matches(message, '(?i)failed password|authentication fail|log[io]n fail|fail\w* log[io]n|invalid user')
    END AS failed
  FROM host
)
SELECT src_ip, coalesce(host, host_ip) AS machine, user, product,
  count(*) FILTER (failed) AS failed,
  count(*) FILTER (NOT failed AND action ILIKE 'logon') AS got_in,
  min(ts) FILTER (failed) AS first_failed, max(ts) FILTER (failed) AS last_failed,
  min(message) FILTER (failed) AS a_message
FROM logins
GROUP BY ALL
HAVING count(*) FILTER (failed) > 0
ORDER BY failed DESC, last_failed DESC
