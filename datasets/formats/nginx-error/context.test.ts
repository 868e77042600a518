import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBytes } from '../../../test/support/read-bytes.ts';
import { bytesOf } from '#lib/bytes.ts';

const REAL = '203.0.113.9';
const FALSE = '192.0.2.66';

async function read(text: string) {
	const line = `2026/01/02 15:04:05 [error] 31#31: *7 ${text}`;
	const { rows, receipt } = await readBytes(bytesOf(line), { settings: { as: 'nginx-error' } });
	expect(receipt.rejects).toEqual([]);
	const { src_ip, user, path } = rows[0]!;
	return {
		src_ip,
		user,
		path,
		notes: receipt.notes.filter((note) => note.includes('words of nginx'))
	};
}

/** What nginx logs of a file that is not there: the path as it was decoded, and the request as it was sent. */
function missing(path: string, referrer?: string): string {
	const sent = encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F');
	const open = `open() "/srv/www${path}" failed (2: No such file or directory)`;
	const behind = referrer === undefined ? '' : `, referrer: "${referrer}"`;
	return `${open}, client: ${REAL}, server: site.example, request: "GET ${sent} HTTP/1.1", host: "site.example"${behind}`;
}

const pieces = [
	'"',
	'/a',
	' ',
	`, client: ${FALSE}`,
	', server: x',
	', request: "GET / HTTP/1.1"',
	', host: "x"',
	'" failed (2: No such file or directory)'
];
const sent = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));

describe('who the client is, is what nginx wrote, and never what was sent', () => {
	it.each([
		['a quote in the path', missing('/one"quote')],
		['words of nginx in the path', missing(`/a", client: ${FALSE}, server: x`)],
		['words of nginx in the referrer', missing('/a', `", client: ${FALSE}, server: x`)],
		[
			'a whole record in the referrer',
			missing('/a', `x", client: ${FALSE}, server: x, request: "GET / HTTP/1.1`)
		],
		[
			'words of nginx in a request that it refused',
			`client sent invalid request while reading client request line, client: ${REAL}, server: x, request: "GET /a, client: ${FALSE}, server: x HTTP/1.1"`
		],
		[
			'a request that ModSecurity found to be one',
			`ModSecurity: Warning. Matched "Operator \`Contains' (Value: \`x, client: ${FALSE}, server: x, request: "' ) [id "1002"] [ref "o0,5"], client: ${REAL}, server: x, request: "GET / HTTP/1.1"`
		]
	])('%s', async (_, text) => {
		expect(await read(text)).toMatchObject({ src_ip: REAL, notes: [] });
	});

	it('whatever is sent as path and as referrer: it is right, or it is left out and a note says so', async () => {
		await fc.assert(
			fc.asyncProperty(sent, sent, async (path, referrer) => {
				const { src_ip, notes } = await read(missing(`/${path}`, referrer));
				if (src_ip === null) expect(notes).toHaveLength(1);
				else expect(src_ip).toBe(REAL);
			}),
			{ numRuns: 100 }
		);
	});

	it('a record that is cut before it names the client names none', async () => {
		const long = 'a'.repeat(1900);
		const text = missing(`/${long}", client: ${FALSE}, server: x, request: "${long}`);
		const cut = await read(text.slice(0, 2047 - '2026/01/02 15:04:05 [error] 31#31: *7 '.length));
		expect(cut.src_ip).toBeNull();
	});
});

describe('nginx escapes nothing, and so nothing is taken back', () => {
	it.each(['/back\\slash', '/\\x41\\\\', '/é'])('of a path: %s', async (path) => {
		const text = `access forbidden by rule, client: ${REAL}, server: x, request: "GET ${path} HTTP/1.1"`;
		expect((await read(text)).path).toBe(path);
	});

	it.each(['anna', 'a"b', 'dom\\\\bob', 'a", client: x'])('of a user: %s', async (user) => {
		const behind = `, client: ${REAL}, server: _, request: "GET / HTTP/1.1", host: "x"`;
		const mismatch = await read(`user "${user}": password mismatch${behind}`);
		expect(mismatch).toMatchObject({ src_ip: REAL, user });
		const unknown = await read(`user "${user}" was not found in "/etc/nginx/users"${behind}`);
		expect(unknown).toMatchObject({ src_ip: REAL, user });
	});
});
