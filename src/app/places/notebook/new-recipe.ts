/** A recipe of one question, which can be asked of whatever is loaded. */
export const newRecipe = `---
lookdeeper: 1
id: new-recipe
title: New recipe
question: What happened?
parameters:
  window: { type: interval, default: 1 hour, label: Time around the alert }
paths: {}
---

## Who spoke with whom?

\`\`\`sql {table=speakers}
SELECT src_ip, dst_ip, count(*) AS sessions
FROM sessions
GROUP BY src_ip, dst_ip
ORDER BY sessions DESC
\`\`\`
`;
