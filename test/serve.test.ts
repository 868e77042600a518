import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyOf } from '../bin/policy.mjs';
import { serve, type Served } from '../bin/serve.mjs';

const policy = "default-src 'none'; connect-src 'self'";
const page = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">`;
const script = 'export const one = 1;\n'.repeat(200);

interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: Buffer;
}

let folder: string;
let root: string;
let server: Served;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'lookdeeper-serve-'));
	root = join(folder, 'page');
	mkdirSync(join(root, 'assets'), { recursive: true });
	writeFileSync(join(folder, 'secret.txt'), 'secret');
	writeFileSync(join(root, 'index.html'), page);
	writeFileSync(join(root, 'assets/main-Ab3_-xYz.js'), script);
	writeFileSync(join(root, 'engine.wasm'), Buffer.alloc(5000, 7));
	for (const name of ['a.mjs', 'a.ndjson', 'a.log', 'a.pcap', 'empty.css'])
		writeFileSync(join(root, name), '');
	symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
	server = await serve({ root, policy });
});

afterAll(async () => {
	await server.close();
	rmSync(folder, { recursive: true });
});

/** Sends a path as it is written: `fetch` would tidy it first. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const options = { port: server.port, host: '127.0.0.1', path, headers, method };
		const sent = request(options, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () =>
				resolve({
					status: response.statusCode!,
					headers: response.headers,
					body: Buffer.concat(parts)
				})
			);
		});
		sent.on('error', reject).end();
	});
}

describe('the server of the page', () => {
	it('gives the page for the bare address', async () => {
		const { status, headers, body } = await ask('/');
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('text/html; charset=utf-8');
		expect(body.toString()).toBe(page);
	});

	it.each([
		['/a.mjs', 'text/javascript; charset=utf-8'],
		['/engine.wasm', 'application/wasm'],
		['/empty.css', 'text/css; charset=utf-8'],
		['/a.ndjson', 'application/octet-stream'],
		['/a.log', 'application/octet-stream'],
		['/a.pcap', 'application/octet-stream']
	])('gives %s as %s', async (path, type) => {
		expect((await ask(path)).headers['content-type']).toBe(type);
	});

	it('says with every answer, errors too, what the page may do', async () => {
		for (const path of ['/', '/nothing', '/%'])
			expect((await ask(path)).headers).toMatchObject({
				'content-security-policy': policy,
				'x-content-type-options': 'nosniff',
				'referrer-policy': 'no-referrer'
			});
	});

	it.each([
		'/../secret.txt',
		'/assets/../../secret.txt',
		'/%2e%2e/secret.txt',
		'/..%2fsecret.txt',
		'/link.txt',
		'/assets',
		'/nothing.js'
	])('does not find %s', async (path) => {
		const { status, body } = await ask(path);
		expect(status).toBe(404);
		expect(body.toString()).not.toContain('secret');
	});

	it.each(['/%', '/%00', '/a%00.html'])('refuses %s, which is no path', async (path) => {
		expect((await ask(path)).status).toBe(400);
	});

	it('refuses whatever would change something', async () => {
		const { status, headers } = await ask('/', {}, 'POST');
		expect(status).toBe(405);
		expect(headers['allow']).toBe('GET, HEAD');
	});

	it('compresses as the browser can read it, and says so to caches', async () => {
		const path = '/assets/main-Ab3_-xYz.js';
		const brotli = await ask(path, { 'accept-encoding': 'gzip, deflate, br' });
		expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
		expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
		const gzip = await ask(path, { 'accept-encoding': 'gzip, br;q=0' });
		expect(gzip.headers['content-encoding']).toBe('gzip');
		expect(gunzipSync(gzip.body).toString()).toBe(script);
		const plain = await ask(path);
		expect(plain.headers['content-encoding']).toBeUndefined();
		expect(plain.body.toString()).toBe(script);
	});

	it('compresses the database too', async () => {
		const { headers, body } = await ask('/engine.wasm', { 'accept-encoding': 'br' });
		expect(headers['content-encoding']).toBe('br');
		expect(brotliDecompressSync(body)).toEqual(Buffer.alloc(5000, 7));
	});

	it('sends nothing again that the browser holds, until it changes', async () => {
		const path = join(root, 'changing.txt');
		writeFileSync(path, 'one');
		const first = await ask('/changing.txt');
		const held = { 'if-none-match': String(first.headers['etag']) };
		expect(first.headers['cache-control']).toBe('no-cache');
		expect(await ask('/changing.txt', held)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
		writeFileSync(path, 'other');
		expect((await ask('/changing.txt', held)).body.toString()).toBe('other');
	});

	it('lets files be kept for ever whose names come from their content', async () => {
		const { headers } = await ask('/assets/main-Ab3_-xYz.js');
		expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
	});

	it('answers HEAD without a body', async () => {
		const { status, headers, body } = await ask('/', {}, 'HEAD');
		expect(status).toBe(200);
		expect(headers['content-length']).toBe(String(page.length));
		expect(body).toHaveLength(0);
	});

	it('takes the next free port where the one it is told is taken', async () => {
		const second = await serve({ root, port: server.port });
		expect(second.port).toBeGreaterThan(server.port);
		expect(second.url).toBe(`http://127.0.0.1:${second.port}/`);
		await second.close();
	});

	it('closes although a browser keeps its connection open', async () => {
		const other = await serve({ root });
		await fetch(other.url, { headers: { connection: 'keep-alive' } });
		await other.close();
		await expect(fetch(other.url)).rejects.toThrow();
	});

	it('finds the policy that the page itself carries', () => {
		expect(policyOf(root)).toBe(policy);
	});
});
