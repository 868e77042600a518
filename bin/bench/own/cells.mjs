/** Rows of sessions that each of the cells reads. */
export const CELLS = 60;

/** When the alert was, in the middle of the sessions. */
const ALERT = "TIMESTAMP '2026-01-02 12:00:00'";

/** What fills the event tables, always the same: so many sessions of a day, and one alert of two hosts of them. */
export function fillingSql(rows) {
	const day = 86_400_000_000;
	return [
		`INSERT INTO sessions BY NAME SELECT
			TIMESTAMP '2026-01-02' + to_microseconds((hash(i) % ${day})::BIGINT) AS ts,
			'10.0.' || (hash(i + 1) % 16) || '.' || (hash(i + 2) % 250) AS src_ip,
			(1024 + hash(i + 3) % 60000)::INTEGER AS src_port,
			'203.0.113.' || (hash(i + 4) % 250) AS dst_ip,
			CASE WHEN hash(i + 5) % 3 = 0 THEN 443 WHEN hash(i + 5) % 3 = 1 THEN 53 ELSE hash(i + 6) % 1000 END::INTEGER AS dst_port,
			CASE WHEN hash(i + 5) % 3 = 1 THEN 'udp' ELSE 'tcp' END AS proto,
			(hash(i + 7) % 6000) / 100.0 AS duration, (hash(i + 8) % 100000)::BIGINT AS src_bytes,
			(hash(i + 9) % 1000000)::BIGINT AS dst_bytes, hash(i + 10) % 4 > 0 AS answered
		FROM range(${rows}) t(i)`,
		`INSERT INTO alerts BY NAME SELECT 'bench' AS alert_id, ${ALERT} AS ts, '10.0.3.7' AS src_ip, 4000 AS src_port,
			'203.0.113.7' AS dst_ip, 443 AS dst_port, 'tcp' AS proto, 'bench' AS signature`
	];
}

const questions = [
	(i) => `FROM sessions WHERE dst_port = ${i * 7}`,
	(i) => `FROM sessions WHERE src_ip = alert.src_ip AND dst_bytes > ${i * 1000}`,
	(i) =>
		`FROM sessions WHERE dst_ip = alert.dst_ip AND ts BETWEEN alert.ts - INTERVAL ${i + 1} HOUR AND alert.ts + INTERVAL ${i + 1} HOUR`,
	(i) =>
		`FROM (SELECT src_ip, count(DISTINCT dst_port) AS ports FROM sessions WHERE NOT answered GROUP BY src_ip HAVING count(*) > ${i})`,
	(i) =>
		`FROM (SELECT time_bucket(INTERVAL '${i + 1} minutes', ts) AS part, sum(src_bytes) AS bytes FROM sessions GROUP BY part)`,
	(i) => `FROM sessions WHERE src_ip LIKE '%.${i}' AND duration > 10`
];

/** The statements of the cells: each counts rows of sessions, about the alert or about all of them. */
export const statements = Array.from({ length: CELLS }, (_, i) => {
	const from = questions[i % questions.length](i);
	return `SELECT CASE WHEN count(*) > 0 THEN 'concern' ELSE 'clear' END AS outcome, count(*) || ' rows' AS because ${from}`;
});

/** A recipe with a check for each of them, on one path. */
export function recipeText() {
	const cells = statements.map(
		(sql, i) => `\n## Cell ${i}\n\n\`\`\`sql {check=cell-${i} path=all}\n${sql}\n\`\`\`\n`
	);
	return `---\nlookdeeper: 1\nid: bench\ntitle: Bench\npaths: { all: { title: All, stop: end } }\n---\n${cells.join('')}`;
}
