import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Whatever is not listed goes out as bytes. */
const types = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.webmanifest': 'application/manifest+json; charset=utf-8',
	'.md': 'text/markdown; charset=utf-8',
	'.txt': 'text/plain; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
	'.wasm': 'application/wasm'
};
const compressible = new Set([
	'.html',
	'.js',
	'.mjs',
	'.css',
	'.json',
	'.md',
	'.txt',
	'.svg',
	'.wasm'
]);
/** Below this a compressed answer saves nothing. */
const WORTH_COMPRESSING = 1024;
/** Names that the build makes from the content, so that they may be kept for ever. */
const hashed = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

const encoders = {
	// The highest level takes a minute over the database; the fifth a second, for a tenth more bytes.
	br: (bytes) =>
		promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: (bytes) => promisify(gzip)(bytes)
};

/**
 * Serves the files under `root` on 127.0.0.1. Where `port` is taken, the next free one is; 0 takes any.
 * `policy` becomes the Content-Security-Policy of every answer. Resolves once it listens.
 */
export async function serve({ root, port = 0, policy = null }) {
	const files = new FileCache(await realpath(root));
	const server = createServer((request, response) => {
		answer(files, policy, request, response).catch(() => {
			if (!response.headersSent) response.writeHead(500);
			response.end();
		});
	});
	const actual = await listen(server, port);
	return {
		port: actual,
		url: `http://127.0.0.1:${actual}/`,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			})
	};
}

async function listen(server, port, tries = 100) {
	for (let at = port; ; at++) {
		const error = await new Promise((done) => {
			server.once('error', done);
			server.listen(at, '127.0.0.1', () => {
				server.off('error', done);
				done(null);
			});
		});
		if (error === null) return server.address().port;
		if (error.code !== 'EADDRINUSE' || at - port >= tries || at >= 65_535) throw error;
	}
}

/** Files as they were read and compressed, kept until they change on disk. */
class FileCache {
	#root;
	#kept = new Map();

	constructor(root) {
		this.#root = root;
	}

	/** The file that a path of the page names; null where there is none under the root. */
	async find(pathname) {
		const path = resolve(
			join(this.#root, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
		);
		const real = await realpath(path).catch(() => null);
		if (real === null || !real.startsWith(this.#root + sep)) return null;
		const found = await stat(real);
		if (!found.isFile()) return null;
		const { mtimeMs, size } = found;
		const known = this.#kept.get(real);
		if (known?.mtimeMs === mtimeMs && known.size === size) return known;
		const bytes = await readFile(real);
		const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
		const file = { path: real, mtimeMs, size, bytes, tag, encoded: new Map() };
		this.#kept.set(real, file);
		return file;
	}
}

function encodingFor(file, accepted) {
	if (!compressible.has(extname(file.path)) || file.size < WORTH_COMPRESSING) return null;
	const wanted = accepted.split(',').map((part) => part.trim());
	const refused = (name) =>
		wanted.some((part) => /;\s*q=0(\.0*)?$/.test(part) && part.startsWith(name));
	const offered = wanted.map((part) => part.split(';')[0].trim());
	return Object.keys(encoders).find((name) => offered.includes(name) && !refused(name)) ?? null;
}

/** Compressed once, also where two ask at the same time. */
function bodyOf(file, encoding) {
	if (encoding === null) return file.bytes;
	if (!file.encoded.has(encoding)) file.encoded.set(encoding, encoders[encoding](file.bytes));
	return file.encoded.get(encoding);
}

function headersOf(file, encoding, policy) {
	const headers = {
		'Content-Type': types[extname(file.path).toLowerCase()] ?? 'application/octet-stream',
		'Cache-Control': hashed.test(file.path) ? 'public, max-age=31536000, immutable' : 'no-cache',
		ETag: `"${file.tag}${encoding === null ? '' : `-${encoding}`}"`,
		Vary: 'Accept-Encoding',
		...safety(policy)
	};
	if (encoding !== null) headers['Content-Encoding'] = encoding;
	return headers;
}

function safety(policy) {
	const headers = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };
	if (policy !== null) headers['Content-Security-Policy'] = policy;
	return headers;
}

function refuse(response, policy, status, sentence, more = {}) {
	const headers = { 'Content-Type': 'text/plain; charset=utf-8', ...safety(policy), ...more };
	response.writeHead(status, headers);
	response.end(`${sentence}\n`);
}

/** The path that a request names, decoded; null where it is none. */
function pathOf(request) {
	try {
		const path = decodeURIComponent(request.url.split(/[?#]/)[0]);
		return path.startsWith('/') && !path.includes('\0') ? path : null;
	} catch {
		return null;
	}
}

async function answer(files, policy, request, response) {
	if (request.method !== 'GET' && request.method !== 'HEAD')
		return refuse(response, policy, 405, 'only GET and HEAD', { Allow: 'GET, HEAD' });
	const path = pathOf(request);
	if (path === null) return refuse(response, policy, 400, 'not a path');
	const file = await files.find(path);
	if (file === null) return refuse(response, policy, 404, 'no such file');
	const encoding = encodingFor(file, String(request.headers['accept-encoding'] ?? ''));
	const headers = headersOf(file, encoding, policy);
	const held = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
	if (held.includes(headers.ETag) || held.includes(`W/${headers.ETag}`)) {
		response.writeHead(304, headers);
		return response.end();
	}
	const body = await bodyOf(file, encoding);
	response.writeHead(200, { ...headers, 'Content-Length': body.length });
	response.end(request.method === 'HEAD' ? undefined : body);
}
