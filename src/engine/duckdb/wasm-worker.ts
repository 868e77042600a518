/// <reference lib="webworker" />
import scriptUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import moduleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import type { GivenModule } from './wasm-begin.ts';

const given = await new Promise<GivenModule>((resolve) =>
	self.addEventListener('message', ({ data }: MessageEvent<GivenModule>) => resolve(data), {
		once: true
	})
);
// DuckDB's own worker fetches and compiles its module once it is asked to, and through a stream that counts
// bytes, of which the browser keeps no compiled code for the next visit. Here the module is compiled while
// DuckDB's script is still on its way, and straight from the network.
const compiled = given ?? WebAssembly.compileStreaming(fetch(moduleUrl));
Promise.resolve(compiled).catch((error: unknown) =>
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

/** What DuckDB's script listens to: it knows requests by their `messageId`, and answers by `requestId`. */
const { onmessage, postMessage } = self;
const OWN_REQUEST = -1;

/** The answer to the request for an instance, which is made here: the page, that makes it too, is not there yet. */
const instantiated = new Promise<object>((resolve) => {
	self.postMessage = (answer: { requestId?: number; type: string }, ...rest: unknown[]) => {
		if (answer.requestId !== OWN_REQUEST)
			return (postMessage as (...all: unknown[]) => void).call(self, answer, ...rest);
		if (answer.type !== 'INSTANTIATE_PROGRESS') resolve(answer);
	};
});
const instantiate = { messageId: OWN_REQUEST, type: 'INSTANTIATE', data: ['', null] };
onmessage!.call(self, new MessageEvent('message', { data: instantiate }));

self.onmessage = async (event: MessageEvent<{ messageId: number; type: string }>) => {
	const { messageId, type } = event.data;
	if (type !== 'INSTANTIATE') return onmessage!.call(self, event);
	self.postMessage({ ...(await instantiated), requestId: messageId });
};
/** What it listens with, for whoever comes after it. */
self.postMessage(await compiled);
