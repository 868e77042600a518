import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { openedFiles, unpackedText } from './archives.ts';

test('each file of an archive is one by itself under its path, and what was taken is told', async () => {
	const zip = zipSync({ './var/a.log': bytesOf('a'), 'b.log': bytesOf('b'), 'c/': bytesOf('') });
	const given = [new File(['plain'], 'plain.log'), new File([Uint8Array.from(zip)], 'x.zip')];
	const { files, told } = await openedFiles(given);
	expect(files.map(({ name }) => name)).toEqual(['plain.log', 'x.zip/var/a.log', 'x.zip/b.log']);
	expect(await files[1]!.text()).toBe('a');
	expect(told).toEqual([
		{
			kind: 'information',
			text: 'x.zip is opened: 2 files of it are read, each a source of its own; left out: a folder (c/)'
		}
	]);
});

test('an archive that cannot be opened is told with its name, and the other files are taken', async () => {
	const zip = zipSync({ 'a.log': bytesOf('a'.repeat(1000)) }).slice(0, -30);
	const given = [new File([Uint8Array.from(zip)], 'cut.zip'), new File(['plain'], 'plain.log')];
	const { files, told } = await openedFiles(given);
	expect(files.map(({ name }) => name)).toEqual(['plain.log']);
	expect(told[0]!.text).toMatch(/^cut\.zip: the zip archive is cut/);
});

test('what is left out is told by its reason, with the first of them', () => {
	const left = ['a', 'b', 'c', 'd', 'e'].map((path) => ({ path, why: 'encrypted' }));
	const text = unpackedText('x.zip', {
		members: [],
		left: [...left, { path: 'l', why: 'a link' }]
	});
	expect(text).toBe(
		'x.zip holds no file that can be read; left out: encrypted (a, b, c and 2 more); a link (l)'
	);
});
