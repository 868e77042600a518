#!/usr/bin/env bash
# Versions:  @duckdb/node-api 1.5.5-r.5 (DuckDB 1.5.5); @duckdb/duckdb-wasm 1.32.0 (DuckDB 1.4.3), which does the same.
# Behaviour: with `errors_as_json` an error says its `position` in the statement. The parser counts it in characters,
#            the binder in bytes of UTF-8, in one field, which names neither. Where a statement has a letter beyond
#            ASCII before the place, one of the two is another place, in the middle of a letter or of another word. The
#            caret under the message of the parser is set by such a count as if it were one of bytes, and stands too
#            far to the left.
# Source:    run here; the documentation of errors_as_json says no unit.
# Seen:      SELECT 'éé' AS x, 1 = = 2      Parser   22  the second `=` is character 22, byte 24
#            SELECT 'éé' AS x, nowhere      Binder   20  `nowhere` is character 18, byte 20
#            SELECT 'ee' AS x, 1 = = 2      Parser   22
#            SELECT 'ee' AS x, nowhere      Binder   18
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.5-r.5 @duckdb/duckdb-wasm@1.32.0 >/dev/null
cat >probe.cjs <<'PROBE'
const { dirname, join } = require('node:path');
const { DuckDBInstance } = require('@duckdb/node-api');
const wasm = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
const dist = dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
const bundle = (name) => ({ mainModule: join(dist, `duckdb-${name}.wasm`) });
const asked = [
	[`SELECT 'éé' AS x, 1 = = 2`, 'Parser', '22'],
	[`SELECT 'éé' AS x, nowhere`, 'Binder', '20'],
	[`SELECT 'ee' AS x, 1 = = 2`, 'Parser', '22'],
	[`SELECT 'ee' AS x, nowhere`, 'Binder', '18']
];

function told({ message }) {
	const { exception_type, position } = JSON.parse(message.slice(message.indexOf('{')));
	return [exception_type, position].join(' ');
}

async function main() {
	const native = await (await DuckDBInstance.create(':memory:')).connect();
	await native.run('SET errors_as_json = true');
	const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
	const db = await wasm.createDuckDB(bundles, new wasm.VoidLogger(), wasm.NODE_RUNTIME);
	await db.instantiate(() => undefined);
	const page = db.connect();
	page.query('SET errors_as_json = true');
	let asSeen = true;
	for (const [sql, kind, position] of asked) {
		const said = await native.run(sql).then(() => 'no error', told);
		let inPage = 'no error';
		try {
			page.query(sql);
		} catch (error) {
			inPage = told(error);
		}
		console.log(sql, '->', said, '|', inPage);
		asSeen &&= said === `${kind} ${position}` && inPage === said;
	}
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
