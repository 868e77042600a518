import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import process from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';
import { communityIdMacros } from './sql/community-id.mjs';
import { eveSql } from './sql/eve.mjs';
import { firewallSql, webSql } from './sql/lines.mjs';
import { zeekSql } from './sql/zeek.mjs';

const statements = {
	eve: eveSql,
	gzip: eveSql,
	zeek: zeekSql,
	firewall: firewallSql,
	web: webSql
};

/**
 * Reads a file with a native program to the columns that the page makes of it, as far as the program can:
 * seconds and its name; null where it is not installed. `reader` is what DuckDB takes without the Community ID
 * and without the hash that `source_id` comes from, neither of which its readers give. Rejects it cannot give, and
 * its readers of JSON and CSV do not tell where a record stands, so it does less in either case.
 */
export async function readNatively(name, path) {
	if (name === 'pcap') return readWithTshark(path);
	const reader = await timed((connection) => tablesWithout(connection, name, path));
	const same = await timed((connection) => makeTables(connection, name, path));
	return { ...same, reader };
}

/** Makes the tables that the page makes of a file. */
export async function makeTables(connection, name, path) {
	const sourceId = (await sha256Of(path)).slice(0, 12);
	const id = (flow) => `, community_id(${flow}) AS community_id`;
	for (const statement of [...communityIdMacros, ...statements[name](path, id, sourceId)])
		await connection.run(statement);
}

async function tablesWithout(connection, name, path) {
	for (const statement of statements[name](path, () => '', '')) await connection.run(statement);
}

async function timed(read) {
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
	const connection = await instance.connect();
	await connection.run(`SET TimeZone = 'UTC'`);
	const began = performance.now();
	const worked = process.cpuUsage();
	await read(connection);
	const seconds = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(worked);
	connection.closeSync();
	instance.closeSync();
	return { seconds, cpu: (user + system) / 1e6, program: 'DuckDB, two threads' };
}

async function sha256Of(path) {
	const hash = createHash('sha256');
	for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece);
	return hash.digest('hex');
}

/** The columns of `packets`, as tshark calls them. */
const fields = [
	'frame.number', 'frame.time_epoch', 'ip.src', 'tcp.srcport', 'ip.dst', 'tcp.dstport', 'ip.proto',
	'frame.len', 'ip.ttl', 'ip.id', 'tcp.flags.str', 'tcp.seq_raw', 'tcp.ack_raw',
	'tcp.window_size_value', 'tcp.len', 'communityid', '_ws.col.Info'
]; // prettier-ignore

async function readWithTshark(path) {
	const began = performance.now();
	const args = ['-n', '-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
	const child = spawn('tshark', ['--enable-protocol', 'communityid', ...args], {
		stdio: ['ignore', 'pipe', 'ignore']
	});
	child.stdout.resume();
	const code = await Promise.race([
		once(child, 'close').then(([status]) => status),
		once(child, 'error').then(() => -1)
	]);
	if (code !== 0) return null;
	const seconds = (performance.now() - began) / 1000;
	return { seconds, cpu: null, program: 'tshark -T fields', reader: null };
}
