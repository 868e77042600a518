import { createHash } from 'node:crypto';
import {
	createReadStream,
	createWriteStream,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Random } from '../../incidents/random.mjs';
import { eveLines } from './eve.mjs';
import { pcapHead, pcapPackets } from './pcap.mjs';
import { iptablesLines, webLines } from './text-logs.mjs';
import { zeekHead, zeekLines } from './zeek.mjs';

/** Share of lines that end before they should, as where a disk was full. */
const CUT = 0.0005;
const PIECE = 1 << 20;

/** Every input by name: the end of its file's name, and its content in pieces. */
const inputs = {
	eve: { ending: 'json', pieces: (rows) => text('', eveLines(rows, 'eve'), 'eve') },
	zeek: { ending: 'log', pieces: (rows) => text(zeekHead, zeekLines(rows, 'zeek'), 'zeek') },
	firewall: {
		ending: 'log',
		pieces: (rows) => text('', iptablesLines(rows, 'firewall'), 'firewall')
	},
	web: { ending: 'log', pieces: (rows) => text('', webLines(rows, 'web'), 'web') },
	pcap: { ending: 'pcap', pieces: packets }
};

/** Names of the inputs; `gzip` is that of `eve`. */
export const inputNames = [...Object.keys(inputs), 'gzip'];

/** Where inputs are kept between runs: never inside the repository. */
export function cacheFolder() {
	const base = process.env.XDG_CACHE_HOME;
	return base ? join(base, 'lookdeeper-bench') : join(tmpdir(), 'lookdeeper-bench');
}

/** Path of an input of so many rows, made where it is not there yet; the same bytes on every machine. */
export async function inputFile(name, rows) {
	if (name === 'gzip') {
		const plain = await inputFile('eve', rows);
		return made(`${plain}.gz`, () => [createReadStream(plain), createGzip({ level: 6 })]);
	}
	const { ending, pieces } = inputs[name];
	const path = join(cacheFolder(), `${name}-${rows}-${version()}.${ending}`);
	return made(path, () => [Readable.from(pieces(rows))]);
}

async function made(path, source) {
	if (existsSync(path)) return path;
	mkdirSync(cacheFolder(), { recursive: true });
	process.stderr.write(`making ${path}\n`);
	const part = `${path}.${process.pid}.part`;
	await pipeline(...source(), createWriteStream(part));
	renameSync(part, path);
	return path;
}

/** Changes with the generator; what an older one made is removed. */
let known = null;
function version() {
	if (known !== null) return known;
	const hash = createHash('sha256');
	const modules = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mjs'));
	for (const file of modules.sort()) hash.update(readFileSync(join(import.meta.dirname, file)));
	known = hash.digest('hex').slice(0, 8);
	const folder = cacheFolder();
	for (const file of existsSync(folder) ? readdirSync(folder) : [])
		if (!file.includes(`-${known}.`)) rmSync(join(folder, file));
	return known;
}

function* text(head, lines, seed) {
	const random = new Random(`${seed} cuts`);
	let piece = head;
	for (const line of lines) {
		piece += random.chance(CUT) ? line.slice(0, random.between(1, line.length - 1)) : line;
		piece += '\n';
		if (piece.length < PIECE) continue;
		yield Buffer.from(piece);
		piece = '';
	}
	yield Buffer.from(piece);
}

function* packets(rows) {
	let piece = [pcapHead()];
	let size = 0;
	for (const packet of pcapPackets(rows, 'pcap')) {
		piece.push(packet);
		size += packet.length;
		if (size < PIECE) continue;
		yield Buffer.concat(piece);
		piece = [];
		size = 0;
	}
	yield Buffer.concat(piece);
}
