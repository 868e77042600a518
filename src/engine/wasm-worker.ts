/// <reference lib="webworker" />
import scriptUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import moduleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { READY } from './wasm-begin.ts';

// DuckDB's own worker fetches and compiles its module once it is asked to, and through a stream that counts
// bytes, of which the browser keeps no compiled code for the next visit. Here the module is compiled while
// DuckDB's script is still on its way, and straight from the network.
const compiled = WebAssembly.compileStreaming(fetch(moduleUrl));
compiled.catch((error: unknown) =>
	// As an error of the worker it reaches the page; a rejected promise would not.
	setTimeout(() => {
		throw error;
	})
);

WebAssembly.instantiateStreaming = async (_source, imports) => {
	const module = await compiled;
	return { module, instance: await WebAssembly.instantiate(module, imports) };
};
/** The database asks the network for nothing but its module, and that is here already. */
self.fetch = async () => new Response('');

// By its address: the package says that its files have no side effects, and a bundler would leave it out.
await import(/* @vite-ignore */ scriptUrl);
self.postMessage(READY);
