import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';

const EXPORTS = 7;
const PREAMBLE = 8;

/**
 * A WebAssembly module of Emscripten's with those exports only that its `script` can ask for. DuckDB's offers each of
 * its 75,000 functions and variables, so that extensions can be linked to it: a browser needs seconds to hand them
 * over, and no extension is ever loaded here.
 * @throws where it is no module that can be compiled
 */
export async function leanModule(bytes, script) {
	const needed = needs(script, await linkedBy(bytes));
	const parts = [bytes.subarray(0, PREAMBLE)];
	for (const { id, from, content, to } of sectionsOf(bytes))
		if (id === EXPORTS) parts.push(...exportSection(bytes, content, needed));
		else parts.push(bytes.subarray(from, to));
	return Buffer.concat(parts);
}

/** What the script names, what the module asks it to look up among the exports, and what it finds by a prefix. */
function needs(script, linked) {
	const named = new Set(script.match(/[\w$]+/g));
	return (name) => {
		const bare = name.startsWith('orig$') ? name.slice('orig$'.length) : name;
		return named.has(bare) || linked.has(bare) || bare.startsWith('dynCall_');
	};
}

async function linkedBy(bytes) {
	const imports = WebAssembly.Module.imports(await WebAssembly.compile(bytes));
	return new Set(imports.filter(({ module }) => module.startsWith('GOT.')).map(({ name }) => name));
}

function* sectionsOf(bytes) {
	for (let from = PREAMBLE; from < bytes.length;) {
		const { value: length, end: content } = numberAt(bytes, from + 1);
		const to = content + length;
		yield { id: bytes[from], from, content, to };
		from = to;
	}
}

function exportSection(bytes, content, needed) {
	const kept = [...exportsAt(bytes, content)].filter(({ name }) => needed(name));
	const entries = kept.map(({ from, to }) => bytes.subarray(from, to));
	const body = Buffer.concat([numberOf(kept.length), ...entries]);
	return [Buffer.from([EXPORTS]), numberOf(body.length), body];
}

/** Each is a name, a byte for its kind and a number. */
function* exportsAt(bytes, content) {
	const count = numberAt(bytes, content);
	let from = count.end;
	for (let i = 0; i < count.value; i++) {
		const length = numberAt(bytes, from);
		const kind = length.end + length.value;
		const { end: to } = numberAt(bytes, kind + 1);
		yield { name: bytes.toString('utf8', length.end, kind), from, to };
		from = to;
	}
}

/** A number as WebAssembly writes it: seven bits a byte, the least first, the eighth where more follow. */
function numberAt(bytes, from) {
	let value = 0;
	for (let end = from, factor = 1; ; factor *= 0x80) {
		const byte = bytes[end++];
		value += (byte & 0x7f) * factor;
		if (byte < 0x80) return { value, end };
	}
}

function numberOf(value) {
	const bytes = [];
	for (let rest = value; ; rest >>>= 7) {
		if (rest < 0x80) return Buffer.from([...bytes, rest]);
		bytes.push((rest & 0x7f) | 0x80);
	}
}

const packageFolder = '@duckdb/duckdb-wasm/dist';
const moduleName = 'duckdb-eh.wasm';
const place = join('dist', 'module', moduleName);

/** DuckDB's module as the page gets it. */
export async function leanDuckdb() {
	const at = createRequire(import.meta.url);
	const read = (name) => readFileSync(at.resolve(`${packageFolder}/${name}`));
	return leanModule(read(moduleName), read('duckdb-browser-eh.worker.js').toString());
}

/** The path of the file, once for all who ask. */
let written = null;

/** For Vite: who asks for the address of DuckDB's module gets that of the lean one. */
export function leanDuckdbModule() {
	return {
		name: 'lean-duckdb-module',
		enforce: 'pre',
		async resolveId(source) {
			if (source !== `${packageFolder}/${moduleName}?url`) return null;
			written ??= write();
			return `${await written}?url`;
		}
	};
}

/** Another build may be at it too: the file is there whole, or not at all. */
async function write() {
	const path = resolve(place);
	mkdirSync(dirname(path), { recursive: true });
	const unfinished = `${path}.${process.pid}`;
	writeFileSync(unfinished, await leanDuckdb());
	renameSync(unfinished, path);
	return path;
}
