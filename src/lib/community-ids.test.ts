import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Address } from './address.ts';
import { COMMUNITY_ID_LENGTH, communityId } from './community-id.ts';
import { CommunityIds } from './community-ids.ts';

function addressOf(bytes: Uint8Array): Address {
	const address = new Address();
	address.take(bytes, 0, bytes.length as 4 | 16);
	return address;
}

/** Few values, so that flows come again and share some of what they are. */
const few = fc.integer({ min: 0, max: 2 });
const address = fc.oneof(
	few.map((last) => addressOf(Uint8Array.of(192, 0, 2, last))),
	few.map((last) => addressOf(Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? last : 32))))
);
const port = fc.constantFrom(-1, 0, 8, 443, 65_535);
const flow = fc.record({
	src: address,
	dst: address,
	proto: fc.constantFrom(0, 1, 6, 17, 47, 255),
	srcPort: port,
	dstPort: port
});

it('the ids of remembered flows are those of the flows', () => {
	fc.assert(
		fc.property(fc.array(flow, { minLength: 1, maxLength: 60 }), (flows) => {
			const ids = new CommunityIds();
			const found = flows.map((each) => {
				const at = ids.find(each);
				return at < 0
					? null
					: new TextDecoder().decode(ids.bytes.subarray(at, at + COMMUNITY_ID_LENGTH));
			});
			expect(found).toEqual(flows.map((each) => communityId(each)));
		})
	);
});
