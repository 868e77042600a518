import { describe, expect, it } from 'vitest';
import { Address } from './address.ts';
import { communityId } from './community-id.ts';

function address(text: string): Address {
	const parsed = new Address();
	parsed.read(new TextEncoder().encode(text), 0, text.length);
	return parsed;
}

type Row = [src: string, dst: string, proto: number, srcPort: number, dstPort: number, id: string];

/** The table of the specification's own baseline, default seed. */
const baseline: Row[] = [
	['1.2.3.4', '5.6.7.8', 6, 1122, 3344, '1:wCb3OG7yAFWelaUydu0D+125CLM='],
	['1.2.3.4', '5.6.7.8', 17, 1122, 3344, '1:0Mu9InQx6z4ZiCZM/7HXi2WMhOg='],
	['1.2.3.4', '5.6.7.8', 132, 1122, 3344, '1:EKt4MsxuyaE6mL+hmrEkQ9csDD8='],
	['1.2.3.4', '5.6.7.8', 1, 8, 0, '1:crodRHL2FEsHjbv3UkRrfbs4bZ0='],
	['5.6.7.8', '1.2.3.4', 1, 0, 8, '1:crodRHL2FEsHjbv3UkRrfbs4bZ0='],
	['1.2.3.4', '5.6.7.8', 1, 11, 0, '1:f/YiSyWqczrTgfUCZlBUnvHRcPk='],
	['1.2.3.4', '5.6.7.8', 46, -1, -1, '1:ikv3kmf89luf73WPz1jOs49S768='],
	['203.113.188.203', '69.143.202.28', 6, 1272, 4899, '1:HG0l+jlewCcoFWNOSCmLiSuZA/A=']
];

describe('communityId', () => {
	it.each(baseline)('of %s to %s, protocol %i, %i to %i is %s', (src, dst, proto, sp, dp, id) => {
		const flow = { src: address(src), dst: address(dst), proto, srcPort: sp, dstPort: dp };
		expect(communityId(flow)).toBe(id);
	});

	it('is the same for both directions of a flow', () => {
		const there = { src: address('::1'), dst: address('::2'), proto: 6, srcPort: 9, dstPort: 5 };
		const back = { src: there.dst, dst: there.src, proto: 6, srcPort: 5, dstPort: 9 };
		expect(communityId(back)).toBe(communityId(there));
	});

	it('is null where the addresses are of two families or the ports are missing', () => {
		const mixed = {
			src: address('::1'),
			dst: address('1.2.3.4'),
			proto: 6,
			srcPort: 1,
			dstPort: 2
		};
		expect(communityId(mixed)).toBeNull();
		const bare = {
			src: address('1.2.3.4'),
			dst: address('1.2.3.5'),
			proto: 6,
			srcPort: -1,
			dstPort: -1
		};
		expect(communityId(bare)).toBeNull();
	});

	it('needs no code of an ICMP message that has a reply, and one of any other', () => {
		const echo = { src: address('::1'), dst: address('::2'), proto: 58, srcPort: 128, dstPort: 0 };
		expect(communityId({ ...echo, dstPort: -1 })).toBe(communityId(echo));
		expect(communityId({ ...echo, srcPort: 1, dstPort: -1 })).toBeNull();
	});
});
