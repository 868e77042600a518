#!/usr/bin/env bash
# Versions:  @duckdb/duckdb-wasm 1.32.0 (DuckDB 1.4.3).
# Behaviour: each of its three modules for the browser offers tens of thousands of names, mangled C++ for nearly all:
#            duckdb-eh.wasm 75,011. The script beside it names a few hundred words. The section of exports is a fifth
#            of the file, and each name is handed to JavaScript whenever the module is instantiated, before a database
#            can be opened; code that is compiled once and kept does not spare it.
# Source:    run here, by counting. The documentation tells of extensions that are linked at run time, which are what
#            the names are for, and of no cost to who loads none.
# Seen:      exports: 75011, of them functions 65167
#            words of the script among them: fewer than 500
#            section of exports: over 7 MB of 34 MB
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/duckdb-wasm@1.32.0 >/dev/null
cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
const dist = 'node_modules/@duckdb/duckdb-wasm/dist/';
const bytes = readFileSync(`${dist}duckdb-eh.wasm`);
const offered = WebAssembly.Module.exports(await WebAssembly.compile(bytes));
const functions = offered.filter(({ kind }) => kind === 'function').length;
const script = readFileSync(`${dist}duckdb-browser-eh.worker.js`, 'utf8');
const words = new Set(script.match(/[\w$]+/g));
const named = offered.filter(({ name }) => words.has(name)).length;
const number = (at) => {
	let value = 0;
	for (let end = at, factor = 1; ; factor *= 128) {
		const byte = bytes[end++];
		value += (byte & 127) * factor;
		if (byte < 128) return { value, end };
	}
};
let section = 0;
for (let at = 8; at < bytes.length;) {
	const { value, end } = number(at + 1);
	if (bytes[at] === 7) section = value;
	at = end + value;
}
console.log(`exports: ${offered.length}, of them functions ${functions}`);
console.log(`words of the script among them: ${named}`);
console.log(`section of exports: ${section} bytes of ${bytes.length}`);
const asSeen =
	offered.length === 75011 && functions === 65167 && named < 500 && section > 7e6 && bytes.length < 36e6;
process.exit(asSeen ? 0 : 1);
PROBE
if timeout 300 node probe.mjs; then
	echo 'as it was found'
else
	echo 'no longer as it was found'
	exit 1
fi
