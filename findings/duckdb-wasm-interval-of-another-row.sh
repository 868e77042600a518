#!/usr/bin/env bash
# Versions:  @duckdb/duckdb-wasm 1.32.0 (DuckDB 1.4.3) with apache-arrow 17.0.0, which it depends on; beside it
#            apache-arrow 21.2.0 over the same bytes.
# Behaviour: DuckDB sends an INTERVAL as Arrow's months, days and nanoseconds, 16 bytes a row. The getter of
#            apache-arrow 17 reads it as a count of months in 4 bytes a row and splits that into years and months: row
#            0 gives its own months, row 1 the days of row 0, row 2 a half of the nanoseconds of row 0. Each value is a
#            plausible interval, and of another row. apache-arrow 21 reads the same bytes right.
# Source:    run here; src/visitor/get.ts of apache-arrow knows two units of an interval in 17 and three in 21.
# Seen:      sent:            1 month 2 days 3 seconds | 5 months | 7 days
#            apache-arrow 17: [[0,1],[0,2],[-107913941,-4]]      (years and months)
#            apache-arrow 21: [[1,2,"3000000000"],[5,0,"0"],[0,7,"0"]]  (months, days, nanoseconds)
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/duckdb-wasm@1.32.0 apache-arrow@17.0.0 \
	newer-arrow@npm:apache-arrow@21.2.0 >/dev/null
cat >probe.cjs <<'PROBE'
const { dirname, join } = require('node:path');
const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
const older = require('apache-arrow');
const newer = require('newer-arrow');
const dist = dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
const bundle = (name) => ({ mainModule: join(dist, `duckdb-${name}.wasm`) });
const intervals = `SELECT span FROM (VALUES (1, INTERVAL '1 month 2 days 3 seconds'), (2, INTERVAL '5 months'),
	(3, INTERVAL '7 days')) AS t(k, span) ORDER BY k`;

/** Months, days and the two halves of the nanoseconds, as apache-arrow 21 gives them. */
function inFull([months, days, low, high]) {
	return [months, days, String((BigInt(high) << 32n) | BigInt.asUintN(32, BigInt(low)))];
}

async function main() {
	const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
	const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
	await db.instantiate(() => undefined);
	const connection = db.connect();
	const bytes = db.runQuery(connection._conn, intervals);
	const seventeen = Array.from(older.tableFromIPC(bytes), (row) => Array.from(row.span));
	const twentyOne = Array.from(newer.tableFromIPC(bytes), (row) => inFull(Array.from(row.span)));
	console.log('apache-arrow 17:', JSON.stringify(seventeen));
	console.log('apache-arrow 21:', JSON.stringify(twentyOne));
	const asSeen =
		JSON.stringify(seventeen) === '[[0,1],[0,2],[-107913941,-4]]' &&
		JSON.stringify(twentyOne) === '[[1,2,"3000000000"],[5,0,"0"],[0,7,"0"]]';
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
