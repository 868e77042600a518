import { describe, expect, it } from 'vitest';
import { factOf, incidentNamed, incidents, storyOf } from '#datasets/incidents/index.ts';
import { textOf } from '#lib/bytes.ts';
import { buildIncidents } from '../bin/incidents/incidents.mjs';
import {
	bytesAt,
	filesOf,
	incidentFolders,
	linesAt,
	manifestOf,
	recordsOf
} from './support/incident-files.ts';

const folders = incidentFolders();
const generated = new Map(buildIncidents().map((made) => [made.manifest.name, made]));
const LARGEST = 500_000;

it('every folder of incidents is registered under its own name, and no other is', () => {
	expect(incidents.map(({ name }) => name)).toEqual(folders);
});

it('an unknown incident is refused with the names of those that are known', () => {
	expect(() => incidentNamed('no-such')).toThrow(
		'incident not known: no-such; known are attack-elsewhere, block-listed-source, drifted-policy, missing-logs'
	);
});

it('the generator makes exactly the incidents that are committed', () => {
	expect([...generated.keys()].sort()).toEqual(folders);
});

it('each incident ends as its story says', () => {
	const ends = incidents.map(({ name, truth }) => [
		name,
		truth.triage.verdict,
		truth['deep-dive'].verdict,
		truth.right
	]);
	expect(ends).toEqual([
		['attack-elsewhere', 'suspicious', 'disregard', 'triage'],
		['block-listed-source', 'disregard', 'disregard', 'both'],
		['drifted-policy', 'insufficient data', 'true positive', 'deep-dive'],
		['missing-logs', 'insufficient data', 'disregard', 'deep-dive']
	]);
});

describe.each(folders)('incident %s', (name) => {
	const incident = incidentNamed(name);

	it('is what the generator writes, byte for byte', () => {
		const { manifest, files } = generated.get(name)!;
		expect(manifestOf(name)).toEqual(manifest);
		for (const [file, bytes] of files)
			expect(Buffer.compare(bytes, bytesAt(name, file)), `${file}: run npm run incidents`).toBe(0);
	});

	it('has the files that its manifest names, a story, and nothing else', () => {
		const named = incident.sources.map(({ file }) => file);
		expect(filesOf(name)).toEqual([...named, 'incident.json', 'story.md'].sort());
		expect(named).toContain(incident.alert.source);
	});

	it('is small enough to load at once', () => {
		const size = incident.sources.reduce((sum, { file }) => sum + bytesAt(name, file).length, 0);
		expect(size).toBeLessThan(LARGEST);
	});

	it('has a story that names what is invented', () => {
		expect(storyOf(incident)).toMatch(/^# \S[^]*## Known and invented[^]*## What it teaches/);
	});

	it('covers every record of every source by exactly one fact', () => {
		for (const { file } of incident.sources)
			expect(coverage(name, file)).toEqual({ file, wrong: [] });
		const files = incident.sources.map(({ file }) => file);
		for (const fact of incident.facts) expect(files).toContain(fact.source);
	});

	it('calls a source known, synthetic or mixed as its facts are', () => {
		for (const { file, origin } of incident.sources) {
			const origins = new Set(
				incident.facts.filter(({ source }) => source === file).map((fact) => fact.origin)
			);
			expect([file, origin]).toEqual([file, origins.size === 2 ? 'mixed' : [...origins][0]]);
		}
	});
});

/** Records of a source that no fact covers, or more than one, or that a fact covers and do not exist. */
function coverage(name: string, file: string): { file: string; wrong: number[] } {
	const times = new Array<number>(recordsOf(name, file) + 1).fill(0);
	for (const fact of incidentNamed(name).facts.filter(({ source }) => source === file))
		for (const [first, last] of fact.records)
			for (let record = first; record <= last; record++) times[record] = (times[record] ?? 0) + 1;
	const wrong = times.flatMap((count, record) => (record > 0 && count !== 1 ? [record] : []));
	return { file, wrong };
}

describe('what is known', () => {
	it('is the Sguil event in every incident, and the four packets where they are as they were told', () => {
		const known = incidents.map(({ name, facts }) => [
			name,
			facts
				.filter(({ origin }) => origin === 'known')
				.map(({ source, records }) => [source, records])
		]);
		const event = ['sources/alert.sguil.txt', [[1, 1]]];
		const packets = ['sources/flow.pcap', [[16, 19]]];
		expect(known).toEqual([
			['attack-elsewhere', [event, packets]],
			['block-listed-source', [event, packets]],
			['drifted-policy', [event]],
			['missing-logs', [event, packets]]
		]);
	});

	it.each(folders)('is written in %s as Sguil writes it, and only what is known', (name) => {
		expect(textOf(bytesAt(name, 'sources/alert.sguil.txt'))).toBe(
			[
				'-'.repeat(72),
				'Count:1 Event#1.78890 2007-01-15 03:17:36',
				'BLEEDING-EDGE DROP Dshield Block Listed Source',
				'203.113.188.203 -> 69.143.202.28',
				'IPVer=4 hlen=5 tos=32 dlen=48 ID=39892 flags=2 offset=0 ttl=104 chksum=57066',
				'Protocol: 6 sport=1272 -> dport=4899',
				''
			].join('\n')
		);
	});

	it('says of known packets what in them is invented', () => {
		const fact = factOf(incidentNamed('block-listed-source'), 'sources/flow.pcap', 17);
		expect(fact?.origin).toBe('known');
		expect(fact?.invented).toContain('TTL 64');
	});

	it('has no fact for a record that does not exist', () => {
		expect(factOf(incidentNamed('block-listed-source'), 'sources/flow.pcap', 20)).toBeNull();
	});
});

describe('what each variation changes', () => {
	const original = (file: string) => linesAt('block-listed-source', file);
	const changed = (name: string, file: string) => linesAt(name, file);
	const without = (lines: string[], others: string[]) => {
		const known = new Set(others);
		return lines.filter((line) => !known.has(line));
	};

	it('drifted policy: the firewall log loses the two lines of the source, the host log gains two', () => {
		const lost = without(original('fw-1.log'), changed('drifted-policy', 'fw-1.log'));
		expect(lost).toHaveLength(2);
		for (const line of lost) expect(line).toContain('SRC=203.113.188.203');
		const gained = without(changed('drifted-policy', 'wazuh.json'), original('wazuh.json'));
		expect(gained.filter((line) => line.includes('r_server'))).toHaveLength(2);
		for (const line of gained) expect(line).not.toContain('203.113.188');
	});

	it('attack elsewhere: the web log gains eleven requests of one address, the alerts stay the same', () => {
		const gained = without(changed('attack-elsewhere', 'access.log'), original('access.log'));
		expect(gained).toHaveLength(11);
		for (const line of gained) expect(line).toMatch(/^198\.51\.100\.77 /);
		expect(changed('attack-elsewhere', 'fast.log')).toEqual(original('fast.log'));
		expect(changed('attack-elsewhere', 'wazuh.json')).toEqual(original('wazuh.json'));
	});

	it('missing logs: the firewall log loses every line from 02:20 to 04:05 and no other', () => {
		const clock = (line: string) => line.slice(7, 15);
		const kept = original('fw-1.log').filter(
			(line) => clock(line) < '02:20:00' || clock(line) >= '04:05:00'
		);
		expect(changed('missing-logs', 'fw-1.log')).toEqual(kept);
		expect(kept.length).toBeLessThan(original('fw-1.log').length);
	});
});
