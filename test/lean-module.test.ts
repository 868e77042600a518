import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { leanDuckdb, leanModule } from '../bin/lean-module.mjs';

const at = createRequire(import.meta.url);
const script = at.resolve('@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js');

const text = (name: string) => [name.length, ...Buffer.from(name)];
/** Its length in two bytes, as a number of up to 14 bits may be. */
const section = (id: number, ...content: number[]) => [
	id,
	(content.length & 0x7f) | 0x80,
	content.length >> 7,
	...content
];

/** A module with one function, that gives 42, under each of the names; it looks up `linked` among its exports. */
function moduleOf(names: readonly string[]): Buffer {
	return Buffer.from([
		...[0, ...Buffer.from('asm'), 1, 0, 0, 0],
		...section(1, 1, 0x60, 0, 1, 0x7f),
		...section(2, 1, ...text('GOT.func'), ...text('linked'), 3, 0x7f, 1),
		...section(3, 1, 0),
		...section(7, names.length, ...names.flatMap((name) => [...text(name), 0, 0])),
		...section(10, 1, 4, 0, 0x41, 42, 0x0b)
	]);
}

async function exportsOf(bytes: Buffer<ArrayBufferLike>): Promise<string[]> {
	const compiled = await WebAssembly.compile(new Uint8Array(bytes));
	return WebAssembly.Module.exports(compiled).map(({ name }) => name);
}

it('a module keeps the exports that its script names, that it looks up itself or that are called by a prefix, and no other', async () => {
	const names = ['asked', 'unasked', 'ask', 'linked', 'orig$linked', 'dynCall_v', 'orig$other'];
	const lean = await leanModule(moduleOf(names), 'Module._asked=()=>exports.asked()');
	expect(await exportsOf(lean)).toEqual(['asked', 'linked', 'orig$linked', 'dynCall_v']);
	const linked = new WebAssembly.Global({ value: 'i32', mutable: true });
	const imports = { 'GOT.func': { linked } };
	const { instance } = await WebAssembly.instantiate(new Uint8Array(lean), imports);
	expect((instance.exports.asked as () => number)()).toBe(42);
});

it('a module with more exports than one byte can count is written as WebAssembly has it', async () => {
	const names = Array.from({ length: 30 }, (_, i) => `f${i}`);
	expect(await exportsOf(await leanModule(moduleOf(names), names.join(' ')))).toEqual(names);
});

it('what is no module is refused', async () => {
	await expect(leanModule(Buffer.from('no module'), '')).rejects.toThrow(/WebAssembly/);
});

it('of the 75,000 exports of the database the page has a few hundred, and all by which it is asked', async () => {
	const kept = await exportsOf(await leanDuckdb());
	expect(kept.length).toBeLessThan(1000);
	const asked = readFileSync(script, 'utf8').match(/(?<=")duckdb_web_\w+(?=")/g) ?? [];
	expect(new Set(asked).size).toBeGreaterThan(30);
	expect(kept).toEqual(expect.arrayContaining([...new Set(asked)]));
});
