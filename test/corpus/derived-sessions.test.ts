import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deriveSessions } from '#engine/sessions/derived-sessions.ts';
import { rowObjects } from '#engine/duckdb/engine.ts';
import { canonicalAddress } from '#lib/address.ts';
import { corpusFolder, missing } from '../support/corpus.ts';
import { emptyBench, loadText } from '../support/evidence.ts';

/** Captures with the log of connections that Zeek made of each; tunnels are left out, which Zeek looks into. */
const pairs = [
	['wikipedia.pcap', 'scripts.base.frameworks.analyzer.request-analyzer.conn.log'],
	['ftp__ipv6.pcap', 'scripts.base.protocols.ftp.ftp-ipv6.conn.log'],
	['ftp__bigtransfer.pcap', 'core.tcp.large-file-reassembly.conn.log'],
	[
		'ldap__ctu-sme-11-win7ad-1-ldap-tcp-50041.pcap',
		'scripts.base.protocols.ldap.spnego-ntlmssp.conn.log'
	]
] as const;

const zeek = (folder: string, name: string) => join(corpusFolder, 'zeek', folder, name);

/** Connections by their ends: state, and packets of each side. */
function logged(log: string): Map<string, string[]> {
	const lines = readFileSync(log, 'utf8').split('\n');
	const names = lines
		.find((line) => line.startsWith('#fields'))!
		.split('\t')
		.slice(1);
	const rows = lines.filter((line) => line !== '' && !line.startsWith('#'));
	return new Map(
		rows.map((line) => {
			const values = line.split('\t');
			const of = (name: string) => values[names.indexOf(name)]!;
			const ends = [of('id.orig_h'), of('id.orig_p'), of('id.resp_h'), of('id.resp_p')];
			const [from, fromPort, to, toPort] = ends as [string, string, string, string];
			const key = [canonicalAddress(from), fromPort, canonicalAddress(to), toPort, of('proto')];
			return [key.join(' '), [of('conn_state'), of('orig_pkts'), of('resp_pkts')]];
		})
	);
}

async function derived(capture: string): Promise<Map<string, string[]>> {
	const { engine, connection } = await emptyBench();
	await loadText(connection, basename(capture), new Uint8Array(readFileSync(capture)));
	await deriveSessions(connection);
	const rows = rowObjects(await connection.query('SELECT * FROM sessions ORDER BY ts'));
	await engine.close();
	return new Map(
		rows.map((row) => [
			[row.src_ip, row.src_port, row.dst_ip, row.dst_port, row.proto].join(' '),
			[row.conn_state, row.src_packets, row.dst_packets].map(String)
		])
	);
}

const lacking = missing(['zeek/pcaps', 'zeek/logs']);

describe.skipIf(lacking !== null)('sessions derived from packets', () => {
	it.each(pairs)('of %s are the connections that Zeek saw', async (capture, log) => {
		const [ours, theirs] = [await derived(zeek('pcaps', capture)), logged(zeek('logs', log))];
		for (const [ends, facts] of theirs) {
			const found = ours.get(ends) ?? [];
			// The log of a filtering script has no packets.
			const known = facts.map((fact, i) => (fact === '-' ? found[i] : fact));
			expect([ends, ...found]).toEqual([ends, ...known]);
		}
	});

	it('of a capture that is logged whole are no more than those', async () => {
		for (const [capture, log] of pairs.slice(1)) {
			const [ours, theirs] = [await derived(zeek('pcaps', capture)), logged(zeek('logs', log))];
			expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
		}
	});
});
