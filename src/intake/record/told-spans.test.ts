import { expect, it } from 'vitest';
import { joinedSpans } from './told-spans.ts';

const span = (from: bigint, to: bigint, speaker = 'a', isLost = false) => ({
	table: 'firewall' as const,
	speaker,
	from,
	to,
	isLost
});

it('times that touch or overlap are one, of one speaker and one kind alone', () => {
	const all = [span(5n, 9n), span(0n, 5n), span(20n, 30n), span(22n, 25n), span(5n, 7n, 'b'), span(9n, 12n, 'a', true)]; // prettier-ignore
	expect(joinedSpans(all)).toEqual([
		span(0n, 9n),
		span(20n, 30n),
		span(5n, 7n, 'b'),
		span(9n, 12n, 'a', true)
	]);
});
