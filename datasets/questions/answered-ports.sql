-- title: Answered ports
-- meaning: which ports of which hosts answered, and how many sessions do not say whether they were answered
-- needs: sessions
SELECT dst_ip, dst_port, proto,
  count(*) FILTER (answered) AS answered,
  count(*) FILTER (NOT answered) AS not_answered,
  count(*) FILTER (answered IS NULL) AS not_said,
  count(DISTINCT src_ip) FILTER (answered) AS sources_answered,
  min(ts) FILTER (answered) AS first_answered, max(ts) FILTER (answered) AS last_answered
FROM sessions
GROUP BY dst_ip, dst_port, proto
-- What does not say may have been answered: only ports of which all sessions say no are left out.
HAVING count(*) FILTER (answered IS NOT FALSE) > 0
ORDER BY answered DESC, not_said DESC, dst_ip, dst_port
