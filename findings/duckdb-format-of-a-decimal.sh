#!/usr/bin/env bash
# Versions:  @duckdb/node-api 1.5.5-r.5 (DuckDB 1.5.5); @duckdb/duckdb-wasm 1.32.0 (DuckDB 1.4.3), which does the same.
# Behaviour: `format` takes a DECIMAL as a DOUBLE. Its digits beyond the sixteenth are others, it is written
#            with one digit behind the point where it is whole, and a large one in powers of ten, though a DECIMAL has
#            neither. Nothing warns; a HUGEINT of as many digits is written whole.
# Source:    run here; the documentation of the type calls it an exact fixed-point value.
# Seen:      format('{:,}', 12345678901234::DECIMAL(18,2))            12,345,678,901,234.0
#            format('{}', 1234567890123456.78::DECIMAL(18,2))         1234567890123456.8
#            format('{}', 12345678901234567890::DECIMAL(38,0))        1.2345678901234567e+19
#            format('{:,}', 12345678901234567890::HUGEINT)            12,345,678,901,234,567,890
#            1234567890123456.78::DECIMAL(18,2)::VARCHAR              1234567890123456.78
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
	[`format('{:,}', 12345678901234::DECIMAL(18,2))`, '12,345,678,901,234.0'],
	[`format('{}', 1234567890123456.78::DECIMAL(18,2))`, '1234567890123456.8'],
	[`format('{}', 12345678901234567890::DECIMAL(38,0))`, '1.2345678901234567e+19'],
	[`format('{:,}', 12345678901234567890::HUGEINT)`, '12,345,678,901,234,567,890'],
	[`1234567890123456.78::DECIMAL(18,2)::VARCHAR`, '1234567890123456.78']
];

async function main() {
	const native = await (await DuckDBInstance.create(':memory:')).connect();
	const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
	const db = await wasm.createDuckDB(bundles, new wasm.VoidLogger(), wasm.NODE_RUNTIME);
	await db.instantiate(() => undefined);
	const page = db.connect();
	let asSeen = true;
	for (const [sql, found] of asked) {
		const said = (await native.runAndReadAll(`SELECT ${sql}`)).getRowsJson()[0][0];
		const saidInPage = String(page.query(`SELECT ${sql} AS said`).getChild('said').get(0));
		console.log(sql, '->', said, '|', saidInPage);
		asSeen &&= said === found && saidInPage === found;
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
