import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { Address } from '#lib/address.ts';
import { bytesOf } from '#lib/bytes.ts';
import { communityId } from '#lib/community-id.ts';
import { protocolName } from '#lib/protocols.ts';
import { corpusFolder, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';

/** One flow of the specification's own baseline; of ICMP the ports are the type and what answers it. */
interface Flow {
	proto: number;
	saddr: string;
	daddr: string;
	sport: number | null;
	dport: number | null;
	communityid: string;
}

const folder = join(corpusFolder, 'community-id');
const reason = missing(['community-id/baseline', 'community-id/pcaps']);

function baseline(name: string): Flow[] {
	if (reason !== null) return [];
	return JSON.parse(readFileSync(join(folder, 'baseline', name), 'utf8')) as Flow[];
}

async function rowsOf(name: string): Promise<RowObject[]> {
	const bytes = new Uint8Array(readFileSync(join(folder, 'pcaps', name)));
	return (await readBytes(bytes)).rows;
}

describe.skipIf(reason !== null)('the Community ID', () => {
	it.each(baseline('baseline_deflt.json'))(
		'of $saddr to $daddr, protocol $proto, $sport to $dport is $communityid',
		(flow) => expect(communityId(tupleOf(flow))).toBe(flow.communityid)
	);

	it.each(baseline('baseline_seed1.json'))(
		'with seed 1 of $saddr to $daddr, protocol $proto, $sport to $dport is $communityid',
		(flow) => expect(communityId(tupleOf(flow), 1)).toBe(flow.communityid)
	);

	it('of the flows of the combined capture is that of the baseline, and no flow is missing', async () => {
		const found = (await rowsOf('combined.pcap.gz')).filter((row) => row.community_id !== null);
		const expected = baseline('baseline_deflt.json').map(lineOf);
		expect([...new Set(found.map(lineOfRow))].sort()).toEqual([...new Set(expected)].sort());
	});

	it('is absent from packets that are not IP', async () => {
		const rows = await rowsOf('arp.pcap');
		expect(rows).not.toHaveLength(0);
		expect(rows.map((row) => row.community_id)).toEqual(rows.map(() => null));
	});
});

function tupleOf({ proto, saddr, daddr, sport, dport }: Flow) {
	const [src, dst] = [addressOf(saddr), addressOf(daddr)];
	return { src, dst, proto, srcPort: sport ?? -1, dstPort: dport ?? -1 };
}

function addressOf(text: string): Address {
	const address = new Address();
	const bytes = bytesOf(text);
	address.read(bytes, 0, bytes.length);
	return address;
}

function lineOf({ proto, saddr, daddr, sport, communityid }: Flow): string {
	return [protocolName(proto), saddr, daddr, sport ?? '-', communityid].join(' ');
}

function lineOfRow({ proto, src_ip, dst_ip, src_port, community_id }: RowObject): string {
	return [proto, src_ip, dst_ip, src_port ?? '-', community_id].join(' ');
}
