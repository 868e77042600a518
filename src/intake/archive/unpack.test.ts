import { gzipSync, zipSync, type Zippable } from 'fflate';
import { expect, it } from 'vitest';
import { tarOf, type TarEntry } from '#test/support/tar.ts';
import { bytesOf } from '#lib/bytes.ts';
import { unpack, type Unpacked } from './unpack.ts';

function fileOf(bytes: Uint8Array, name = 'logs.zip'): File {
	return new File([Uint8Array.from(bytes)], name, { lastModified: 1_700_000_000_000 });
}

/** Paths with their text, and what was left out and why. */
async function told(unpacked: Unpacked | null) {
	const texts = unpacked!.members.map(async ({ path, blob }) => [path, await blob.text()]);
	const left = unpacked!.left.map(({ path, why }) => [path, why]);
	return { members: await Promise.all(texts), left };
}

const long = 'x'.repeat(100_000);
const mtime = '2024-03-01T10:00:00';

function zipOf(entries: Zippable): Uint8Array {
	return zipSync(entries, { mtime });
}

it('every file of a zip is taken under its path, stored and deflated, and its folders are told', async () => {
	const zip = zipOf({
		'var/': new Uint8Array(0),
		'var/log/auth.log': [bytesOf('stored'), { level: 0 }],
		'var/log/long.log': bytesOf(long),
		'empty.log': new Uint8Array(0)
	});
	expect(await told(await unpack(fileOf(zip)))).toEqual({
		members: [
			['var/log/auth.log', 'stored'],
			['var/log/long.log', long],
			['empty.log', '']
		],
		left: [['var/', 'a folder']]
	});
});

it('every file of a tar is taken under its path, also in a gzip and by a name that is too long for its header', async () => {
	const path = `deep/${'d'.repeat(120)}/fw.log`;
	const entries: TarEntry[] = [
		{ path: 'var/', type: '5' },
		{ path: 'var/fw.log', text: 'a line\n' },
		{ path: '././@LongLink', type: 'L', text: `${path}\0` },
		{ path: path.slice(0, 99), text: long },
		{ path: 'pax', type: 'x', text: '19 path=by-pax.log\n' },
		{ path: 'short', text: 'of pax' },
		{ path: 'here', type: '2' },
		{ path: 'pipe', type: '6' }
	];
	const expected = {
		members: [
			['var/fw.log', 'a line\n'],
			[path, long],
			['by-pax.log', 'of pax']
		],
		left: [
			['var/', 'a folder'],
			['here', 'a link'],
			['pipe', 'a pipe']
		]
	};
	const tar = tarOf(entries);
	expect(await told(await unpack(fileOf(tar, 'logs.tar')))).toEqual(expected);
	expect(await told(await unpack(fileOf(gzipSync(tar), 'logs.tgz')))).toEqual(expected);
});

it('what is encrypted, packed otherwise, a link or a note of macOS is left out and told', async () => {
	const zip = zipOf({
		'a.log': [bytesOf('a'), { level: 0 }],
		'b.log': [bytesOf('b'), { level: 0 }],
		'c.log': [bytesOf('there'), { level: 0, os: 3, attrs: (0o120777 << 16) >>> 0 }],
		'__MACOSX/._a.log': bytesOf('note')
	});
	const view = new DataView(zip.buffer, zip.byteOffset);
	const [first, second] = entriesIn(zip);
	view.setUint16(first! + 8, 1, true);
	view.setUint16(second! + 10, 14, true);
	expect(await told(await unpack(fileOf(zip)))).toEqual({
		members: [],
		left: [
			['a.log', 'encrypted'],
			['b.log', 'packed in a way that is not read here (method 14)'],
			['c.log', 'a link'],
			['__MACOSX/._a.log', 'a note of macOS on other files']
		]
	});
});

/** Where the entries of a central directory stand. */
function entriesIn(zip: Uint8Array): number[] {
	const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
	return [...zip.keys()].filter(
		(at) => at + 46 <= zip.length && view.getUint32(at, true) === 0x02014b50
	);
}

it('an entry that is damaged, or unfolds to more than is said of it, is told and gives nothing', async () => {
	const zip = zipOf({ 'a.log': bytesOf(long), 'b.log': bytesOf(long), 'c.log': bytesOf('fine') });
	const view = new DataView(zip.buffer, zip.byteOffset);
	const [first, second] = entriesIn(zip);
	view.setUint32(first! + 24, 7, true);
	view.setUint32(second! + 16, 7, true);
	expect(await told(await unpack(fileOf(zip)))).toEqual({
		members: [['c.log', 'fine']],
		left: [
			['a.log', 'damaged: it unfolds to more than the directory says'],
			['b.log', 'damaged: its check value is another']
		]
	});
});

it('an archive that holds too much is refused whole, with how much it is', async () => {
	const entries = Object.fromEntries([1, 2, 3].map((n) => [`${n}.log`, bytesOf(long)]));
	const zip = fileOf(zipOf(entries));
	const tar = tarOf(Object.keys(entries).map((path) => ({ path, text: long })));
	const within = { members: 9, bytes: 250_000 };
	await expect(unpack(zip, within)).rejects.toThrow('it unfolds to 300 kB');
	await expect(unpack(fileOf(gzipSync(tar), 'l.tgz'), within)).rejects.toThrow(
		'it unfolds to more than 250 kB'
	);
	const few = { members: 2, bytes: 1e9 };
	for (const file of [zip, fileOf(tar, 'l.tar')])
		await expect(unpack(file, few)).rejects.toThrow('it holds more than 2 entries');
});

it('an archive that is cut gives what is whole, and says what is not', async () => {
	const tar = tarOf([
		{ path: 'a.log', text: 'whole' },
		{ path: 'b.log', text: long }
	]);
	expect(await told(await unpack(fileOf(tar.slice(0, 5000), 'l.tar')))).toEqual({
		members: [['a.log', 'whole']],
		left: [['b.log', 'cut: the archive ends within it']]
	});
	const zip = zipOf({ 'a.log': bytesOf(long) });
	await expect(unpack(fileOf(zip.slice(0, -30)))).rejects.toThrow('the zip archive is cut');
	const broken = tarOf(
		[{ path: 'a.log', text: 'whole' }],
		Uint8Array.from(bytesOf('y'.repeat(512)))
	);
	expect((await told(await unpack(fileOf(broken, 'l.tar')))).left).toEqual([
		['what stands behind byte 1024', 'the archive is damaged or cut there']
	]);
});

it('a file that is no archive, and a document of an office program, are left as they are', async () => {
	const sheet = zipOf({ '[Content_Types].xml': bytesOf('<xml/>'), 'xl/a.xml': bytesOf('') });
	for (const bytes of [bytesOf('a line\n'), gzipSync(bytesOf(long)), sheet, new Uint8Array(0)])
		expect(await unpack(fileOf(bytes))).toBeNull();
	expect(await told(await unpack(fileOf(zipSync({}))))).toEqual({ members: [], left: [] });
});

it('a time without a zone is the latest that it can be, as no record of a file is later than the file', async () => {
	const { members } = (await unpack(fileOf(zipOf({ 'a.log': bytesOf('a') }))))!;
	const local = new Date(mtime);
	const wall = Date.UTC(local.getFullYear(), local.getMonth(), local.getDate(), local.getHours());
	expect(members[0]!.modified! - wall).toBe(12 * 3_600_000 + 1000);
	const tar = (await unpack(fileOf(tarOf([{ path: 'a.log', text: 'a' }]), 'a.tar')))!;
	expect(tar.members[0]!.modified).toBe(1_700_000_000_000);
	const undated = zipSync({ 'a.log': bytesOf('a') }, { mtime: '1980-01-01T00:00:00' });
	expect((await unpack(fileOf(undated)))!.members[0]!.modified).toBeNull();
});
