// Writes the drawn captures, and what nfdump, softflowd and Argus make of them, into `drawn/`. For Debian 12 with
// nfdump, softflowd and argus installed; no test runs it. Run: node test/flows/make.mjs
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { withModule } from '../../bin/load-module.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'drawn');
const env = { ...process.env, TZ: 'UTC' };
const COLLECTOR = '127.0.0.1:29995';

const run = (program, ...args) =>
	execFileSync(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });

/** nfdump's outputs of a folder of its files. */
const nfdump = (flows, ...options) => run('nfdump', '-R', flows, '-q', ...options);
const withHeader = (flows, ...options) => run('nfdump', '-R', flows, ...options);

const argusColumns =
	'stime,ltime,dur,flgs,proto,saddr,sport,dir,daddr,dport,state,spkts,dpkts,sbytes,dbytes,sappbytes,dappbytes';

async function softflowd(capture, flows) {
	mkdirSync(flows);
	const collector = spawn('nfcapd', ['-w', flows, '-p', '29995', '-b', '127.0.0.1'], {
		env,
		stdio: 'ignore'
	});
	await setTimeout(400);
	run('softflowd', '-r', capture, '-n', COLLECTOR, '-v', '9');
	await setTimeout(400);
	const ended = new Promise((done) => collector.once('exit', done));
	collector.kill('SIGTERM');
	await ended;
}

async function outputsOf(capture, work) {
	const [probe, exported, argus] = ['probe', 'exported', 'argus'].map((name) => join(work, name));
	mkdirSync(probe);
	run('nfpcapd', '-r', capture, '-w', probe);
	await softflowd(capture, exported);
	run('argus', '-A', '-r', capture, '-w', argus);
	const ra = (...options) =>
		run('ra', '-r', argus, '-n', '-u', '-c', ',', ...options, '-s', argusColumns);
	return {
		'nfdump.csv': withHeader(probe, '-o', 'csv'),
		'nfdump-b.csv': withHeader(probe, '-b', '-o', 'csv'),
		'nfdump-big-b.csv': withHeader(probe, '-B', '-o', 'csv'),
		'nfdump-long.txt': nfdump(probe, '-o', 'long', '-6'),
		'nfdump-bilong.txt': nfdump(probe, '-B', '-o', 'bilong', '-6'),
		'softflowd.csv': withHeader(exported, '-o', 'csv'),
		'argus.csv': ra(),
		'argus-flags.csv': ra('-Z', 'b')
	};
}

await withModule('/test/flows/draw.ts', async ({ CAPTURES, captureOf, conversationsOf }) => {
	rmSync(folder, { recursive: true, force: true });
	for (let seed = 1; seed <= CAPTURES; seed++) {
		const into = join(folder, String(seed));
		mkdirSync(into, { recursive: true });
		const work = mkdtempSync(join(tmpdir(), 'flows-'));
		const capture = join(work, 'capture.pcap');
		writeFileSync(capture, captureOf(conversationsOf(seed)));
		const outputs = await outputsOf(capture, work);
		for (const [name, bytes] of Object.entries(outputs))
			writeFileSync(join(into, `${name}.gz`), gzipSync(bytes, { level: 9 }));
		rmSync(work, { recursive: true });
	}
});
