import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';
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
 * seconds and its name; null where it is not installed. DuckDB knows no Community ID, no offset of a record,
 * no reject, and takes no hash of the file, so it does less.
 */
export async function readNatively(name, path) {
	return name === 'pcap' ? readWithTshark(path) : readWithDuckDb(statements[name](path));
}

async function readWithDuckDb(sql) {
	const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
	const connection = await instance.connect();
	await connection.run(`SET TimeZone = 'UTC'`);
	const began = performance.now();
	const worked = process.cpuUsage();
	for (const statement of sql) await connection.run(statement);
	const seconds = (performance.now() - began) / 1000;
	const { user, system } = process.cpuUsage(worked);
	connection.closeSync();
	instance.closeSync();
	return { seconds, cpu: (user + system) / 1e6, program: 'DuckDB, two threads' };
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
	return { seconds: (performance.now() - began) / 1000, cpu: null, program: 'tshark -T fields' };
}
