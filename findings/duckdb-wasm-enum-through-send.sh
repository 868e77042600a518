#!/usr/bin/env bash
# Versions:  @duckdb/duckdb-wasm 1.32.0 (DuckDB 1.4.3) with apache-arrow 17.0.0, which it depends on.
# Behaviour: the same statement gives the words of an ENUM through `connection.query`, and null in every row
#            through `connection.send`, the call that streams and that alone can be cancelled. Nothing tells that a
#            value is missing. The column comes as an Arrow dictionary; the batches of `send` arrive without it.
# Source:    run here; the documentation presents `send` as the same result, in batches.
# Seen:      query: ["deny","allow","deny"]
#            send:  [null,null,null]
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/duckdb-wasm@1.32.0 apache-arrow@17.0.0 >/dev/null
cat >probe.cjs <<'PROBE'
const { dirname, join } = require('node:path');
const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
const dist = dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
const bundle = (name) => ({ mainModule: join(dist, `duckdb-${name}.wasm`) });
const words = `SELECT (CASE WHEN i = 1 THEN 'allow' ELSE 'deny' END)::ENUM('allow', 'deny') AS action FROM range(3) AS r(i)`;
const valuesOf = (batch) => Array.from(batch, (row) => row.action);

async function main() {
	const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
	const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
	await db.instantiate(() => undefined);
	const connection = db.connect();
	const whole = valuesOf(connection.query(words));
	const streamed = [];
	for await (const batch of await connection.send(words)) streamed.push(...valuesOf(batch));
	console.log('query:', JSON.stringify(whole));
	console.log('send: ', JSON.stringify(streamed));
	const asSeen =
		JSON.stringify(whole) === '["deny","allow","deny"]' &&
		JSON.stringify(streamed) === '[null,null,null]';
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
