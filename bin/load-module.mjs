import { createServer } from 'vite';

/** Loads a module of this project in Node, as the tests would, hands it to `work`, and cleans up behind it. */
export async function withModule(path, work) {
	process.chdir(new URL('..', import.meta.url).pathname);
	const server = await createServer({
		server: { middlewareMode: true, ws: false },
		appType: 'custom',
		logLevel: 'error',
		optimizeDeps: { noDiscovery: true }
	});
	try {
		return await work(await server.ssrLoadModule(path));
	} finally {
		await server.close();
	}
}
