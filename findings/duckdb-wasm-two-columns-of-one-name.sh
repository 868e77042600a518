#!/usr/bin/env bash
# Versions:  @duckdb/duckdb-wasm 1.32.0 (DuckDB 1.4.3) with apache-arrow 17.0.0, which it depends on; beside it
#            apache-arrow 21.2.0 over the same bytes, which does the same.
# Behaviour: where a result has two columns of one name, as a join gives them, the schema of the table and of its
#            batches gives both the type of the last. DuckDB sent the types right: the reader's own schema and the
#            vectors still have them. What goes by the schema errs in silence: written with `tableToIPC` and read
#            again, a word becomes the number that its offsets happen to spell.
# Source:    run here; `assign` of a Schema in apache-arrow finds fields by their names, and every RecordBatch
#            passes its own through it. The documentation calls `schema` the schema of the table.
# Seen:      statement:  SELECT a.n, b.n FROM (SELECT 'a' AS n) AS a, (SELECT 2::HUGEINT AS n) AS b
#            sent:       ["Utf8","Decimal[38e0]"]
#            schema:     ["Decimal[38e0]","Decimal[38e0]"]
#            vectors:    ["Utf8","Decimal[38e0]"]
#            read again: 4294967296      (where the word was)
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
const joined = `SELECT a.n, b.n FROM (SELECT 'a' AS n) AS a, (SELECT 2::HUGEINT AS n) AS b`;
const typesOf = (fields) => fields.map((field) => String(field.type));

function seenBy(arrow, bytes) {
	const sent = typesOf(arrow.RecordBatchReader.from(bytes).open().schema.fields);
	const table = arrow.tableFromIPC(bytes);
	const vectors = [0, 1].map((i) => String(table.getChildAt(i).type));
	const again = String(arrow.tableFromIPC(arrow.tableToIPC(table)).getChildAt(0).get(0));
	return JSON.stringify({ sent, schema: typesOf(table.schema.fields), vectors, again });
}

async function main() {
	const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
	const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
	await db.instantiate(() => undefined);
	const connection = db.connect();
	const queried = JSON.stringify(typesOf(connection.query(joined).schema.fields));
	const bytes = db.runQuery(connection._conn, joined);
	const [seventeen, twentyOne] = [seenBy(older, bytes), seenBy(newer, bytes)];
	console.log('query, schema:  ', queried);
	console.log('apache-arrow 17:', seventeen);
	console.log('apache-arrow 21:', twentyOne);
	const found = JSON.stringify({
		sent: ['Utf8', 'Decimal[38e0]'],
		schema: ['Decimal[38e0]', 'Decimal[38e0]'],
		vectors: ['Utf8', 'Decimal[38e0]'],
		again: '4294967296'
	});
	const asSeen =
		queried === '["Decimal[38e0]","Decimal[38e0]"]' && seventeen === found && twentyOne === found;
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
