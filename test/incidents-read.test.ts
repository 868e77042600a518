import { describe, expect, it } from 'vitest';
import { incidentNamed } from '#datasets/incidents/index.ts';
import { bytesAt, incidentFolders, recordsOf } from './support/incident-files.ts';
import { readBytes } from './support/read-bytes.ts';

/** Which table each source fills, but for the rules of the firewall; the readers are those of anyone's files. */
const tables: Record<string, string> = {
	'alert.sguil.txt': 'alerts',
	'fast.log': 'alerts',
	'conn.log': 'sessions',
	'flow.pcap': 'packets',
	'fw-1.log': 'firewall',
	'access.log': 'web',
	'wazuh.json': 'host',
	'assets.csv': 'assets',
	'scan.nmap.xml': 'assets',
	'accepted-risks.csv': 'accepted_risks',
	'block.netset': 'intel'
};

describe.each(incidentFolders())('incident %s', (name) => {
	const incident = incidentNamed(name);

	async function read(file: string) {
		const source = incident.sources.find((candidate) => candidate.file === `sources/${file}`)!;
		return readBytes(bytesAt(name, source.file), { name: file, settings: source.settings });
	}

	it.each(Object.keys(tables))(
		'%s is read whole, as many records as its facts cover',
		async (file) => {
			const { receipt } = await read(file);
			const count = recordsOf(name, file);
			expect({ records: receipt.records, rows: receipt.rows, rejects: receipt.rejects }).toEqual({
				records: count,
				rows: { [tables[file]!]: count },
				rejects: []
			});
		}
	);

	it('each rule of the firewall becomes policy, but what is not about forwarded new packets', async () => {
		const { receipt, rows } = await read('fw-1.rules');
		const otherChainsAndEstablished = [1, 3, 4];
		const policy = rows.map(({ record }) => record as number);
		expect(receipt.records).toBe(recordsOf(name, 'fw-1.rules'));
		expect(policy).toEqual(expect.arrayContaining([2, 5, 6, 7, 8, 9, 10, 11]));
		for (const { record } of receipt.rejects) expect(otherChainsAndEstablished).toContain(record);
	});

	it('every source that it names is read', () => {
		const named = incident.sources.map(({ file }) => file);
		const expected = [...Object.keys(tables), 'fw-1.rules'].map((file) => `sources/${file}`);
		expect(named.sort()).toEqual(expected.sort());
	});

	it('all accounts of the alert’s flow share its Community ID', async () => {
		const id = '1:HG0l+jlewCcoFWNOSCmLiSuZA/A=';
		const own = async (file: string) =>
			(await read(file)).rows.filter((row) => row.community_id === id).length;
		const [lines, frames] = { 'drifted-policy': [0, 22], 'missing-logs': [0, 4] }[name] ?? [2, 4];
		expect([
			await own('alert.sguil.txt'),
			await own('conn.log'),
			await own('flow.pcap'),
			await own('fw-1.log')
		]).toEqual([1, 1, frames, lines]);
	});

	it('what the firewall wrote before its lines is read as its action', async () => {
		const { rows } = await read('fw-1.log');
		const actions = new Set(rows.map((row) => `${String(row.rule)} ${String(row.action)}`));
		expect([...actions].sort()).toEqual([
			'fw-1-accept: allow',
			'fw-1-drop: drop',
			'fw-1-reject: reject'
		]);
	});
});
