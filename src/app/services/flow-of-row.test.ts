import { expect, it } from 'vitest';
import type { Value } from '#tables/value.ts';
import { flowOfRow } from './flow-of-row.ts';

const ends: Record<string, Value> = {
	src_ip: '203.113.188.203',
	src_port: 1272,
	dst_ip: '69.143.202.28',
	dst_port: 4899,
	proto: 'tcp'
};

function flowOf(row: Record<string, Value>): string | null {
	const columns = Object.keys(row).map((name) => ({ name, type: 'text' as const }));
	return flowOfRow(columns, Object.values(row))?.communityId ?? null;
}

it('a row names its flow by its id, else by both of its ends', () => {
	expect(flowOf({ ...ends, community_id: '1:own=' })).toBe('1:own=');
	expect(flowOf(ends)).toBe('1:HG0l+jlewCcoFWNOSCmLiSuZA/A=');
});

it.each(['src_ip', 'src_port', 'dst_ip', 'dst_port', 'proto'])(
	'a row without %s names no flow',
	(name) => expect(flowOf({ ...ends, [name]: null })).toBeNull()
);
