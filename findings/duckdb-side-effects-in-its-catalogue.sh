#!/usr/bin/env bash
# Versions:  @duckdb/node-api 1.5.5-r.5 (DuckDB 1.5.5).
# Behaviour: `has_side_effects` of duckdb_functions() is null for every table function, pragma and macro, also for
#            those that are there to change something: checkpoint, enable_logging, truncate_duckdb_logs. It is true
#            for 16 scalar functions alone, and those are the volatile ones, among them random, uuid and
#            current_query, that change nothing. The column is `stability = 'VOLATILE'` once more, and whoever picks
#            what is harmless by `has_side_effects IS NOT TRUE` lets the first through and forbids the second.
# Source:    run here; the documentation of duckdb_functions() says that the column is true where a function changes
#            the state of the database.
# Seen:      functions of each kind: true, false, null
#            aggregate 0 1177 0 | macro 0 0 131 | pragma 0 0 45 | scalar 16 1448 0 | table 0 0 129 | table_macro 0 0 4
#            checkpoint null | enable_logging null | truncate_duckdb_logs null | current_query true | random true
#            the log holds 1 entry, and after truncate_duckdb_logs() 0
#            rows where the column is not the same as stability = 'VOLATILE': 0
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.5-r.5 >/dev/null
cat >probe.cjs <<'PROBE'
const { DuckDBInstance } = require('@duckdb/node-api');
const named = ['checkpoint', 'enable_logging', 'truncate_duckdb_logs', 'current_query', 'random'];
const kinds = `SELECT function_type, count(*) FILTER (has_side_effects), count(*) FILTER (NOT has_side_effects),
	count(*) FILTER (has_side_effects IS NULL) FROM duckdb_functions() GROUP BY 1 ORDER BY 1`;
const unlike = `SELECT count(*) FROM duckdb_functions()
	WHERE has_side_effects IS DISTINCT FROM (stability = 'VOLATILE')`;

async function main() {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();
	const line = (row) => row.map(String).join(' ');
	const markOf = (name) =>
		rows(`SELECT DISTINCT function_name, has_side_effects FROM duckdb_functions()
			WHERE function_name = '${name}' AND function_type IN ('table', 'scalar')`);
	const counted = (await rows(kinds)).map(line).join(' | ');
	const marks = (await Promise.all(named.map(markOf))).flat().map(line).join(' | ');
	const differing = line((await rows(unlike))[0]);
	await rows(`CALL enable_logging(level = 'info')`);
	await rows(`SELECT write_log('a word')`);
	await rows(`CALL disable_logging()`);
	const entries = `SELECT count(*) FROM duckdb_logs WHERE message = 'a word'`;
	const before = line((await rows(entries))[0]);
	await rows(`CALL truncate_duckdb_logs()`);
	const after = line((await rows(entries))[0]);
	console.log(counted);
	console.log(marks);
	console.log(`entries of the log: ${before}, after truncate_duckdb_logs(): ${after}`);
	console.log(`unlike stability = 'VOLATILE': ${differing}`);
	const asSeen =
		counted ===
			'aggregate 0 1177 0 | macro 0 0 131 | pragma 0 0 45 | scalar 16 1448 0 | table 0 0 129 | table_macro 0 0 4' &&
		marks ===
			'checkpoint null | enable_logging null | truncate_duckdb_logs null | current_query true | random true' &&
		before === '1' &&
		after === '0' &&
		differing === '0';
	process.exit(asSeen ? 0 : 1);
}
void main();
PROBE
if timeout 120 node probe.cjs; then
	echo 'as it was found'
else
	echo 'no longer as it was found'
	exit 1
fi
