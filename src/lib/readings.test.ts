import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_READ, readingsOf } from './readings.ts';

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');

async function read(text: string) {
	return readingsOf(text).map(({ steps, isSure, text: out }) => [
		steps.join(', then '),
		isSure,
		out
	]);
}

it('gzip inside base64 is told as what it is, since a sum over it bears it out', async () => {
	const text = 'GET /etc/passwd '.repeat(30);
	expect(await read(base64(gzipSync(text)))).toEqual([['base64, then gzip', true, text]]);
	expect(await read(base64(deflateSync(text)))).toEqual([['base64, then zlib', true, text]]);
	expect(await read(gzipSync(text).toString('hex'))).toEqual([
		['hexadecimal, then gzip', true, text]
	]);
});

it('what no sum bears out is a reading, which could be chance', async () => {
	expect(await read(base64('whoami /all'))).toEqual([['base64', false, 'whoami /all']]);
	expect(await read('77686f616d69202f616c6c')).toEqual([['hexadecimal', false, 'whoami /all']]);
	expect(await read('/a?x=%3Cscript%3E')).toEqual([['URL encoding', false, '/a?x=<script>']]);
});

it('what PowerShell is given is read, also where it stands inside a command', async () => {
	const inner = base64(Buffer.from('IEX (New-Object Net.WebClient)', 'utf16le'));
	const [reading] = readingsOf(`powershell.exe -enc ${inner}`);
	expect(reading).toMatchObject({
		part: inner,
		steps: ['base64', 'UTF-16'],
		text: 'IEX (New-Object Net.WebClient)'
	});
});

it('encodings of encodings are read to the innermost text', async () => {
	const twice = base64(encodeURIComponent(base64('cat /etc/shadow')));
	expect(readingsOf(twice)[0]).toMatchObject({ text: 'cat /etc/shadow' });
});

it('what grows without end is cut, and said to be', async () => {
	const bomb = base64(gzipSync(Buffer.alloc(20_000_000, 65)));
	expect(readingsOf(bomb)[0]).toMatchObject({
		isCut: true,
		isSure: false,
		bytes: MOST_READ
	});
});

it('words, hashes, addresses and damaged archives have no reading', async () => {
	const damaged = gzipSync('some text that is long enough');
	damaged[damaged.length - 6]! ^= 1;
	const none = [
		'administrator',
		'd41d8cd98f00b204e9800998ecf8427e',
		'192.0.2.1',
		'2001:db8::1:2:3:4',
		'100% of it',
		'Mozilla/5.0 (X11; Linux x86_64)',
		base64(damaged)
	];
	for (const text of none) expect(readingsOf(text)).toEqual([]);
});

it('no text whatever breaks it or takes long', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' })),
			async (text) => {
				for (const reading of readingsOf(text)) expect(reading.text).not.toBe('');
			}
		)
	);
});
