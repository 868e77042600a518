import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestName } from './nearest.ts';

it.each([
	['statuz', ['ts', 'status', 'bytes'], 'status'],
	['lenght', ['len', 'length', 'lengthen'], 'length'],
	['srcip', ['dst_ip', 'src_ip'], 'src_ip'],
	['SRC_IP', ['dst_ip', 'src_ip'], 'src_ip'],
	['source_ip', ['source_id', 'src_ip'], 'source_id'],
	['wep', ['web', 'dns'], 'web'],
	['sig', ['signature', 'sid'], 'sid'],
	['sign', ['signature', 'sid'], 'signature'],
	['action_taken', ['ts', 'action'], 'action']
])('%s among %j may have meant %s', (name, names, near) =>
	expect(nearestName(name, names)).toBe(near)
);

it.each([
	['zzz', ['bytes', 'ts']],
	['timestamp', ['ts', 'bytes', 'dst_ip']],
	['conn', ['pg_constraint', 'dns']],
	['q', ['a', 'b']],
	['sid', ['action', 'src_ip']],
	['', ['ts']],
	['x'.repeat(100_000), ['x'.repeat(99_999)]]
])('%.20s among %.40j has meant none of them', (name, names) =>
	expect(nearestName(name, names)).toBeNull()
);

it('a name that is offered differs in at most a third of its signs, or begins or goes on as the one that was written', () => {
	const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_'), maxLength: 9 });
	fc.assert(
		fc.property(name, fc.array(name, { maxLength: 5 }), (given, names) => {
			const near = nearestName(given, names);
			if (near === null) return;
			expect(names).toContain(near);
			const [a, b] = [given, near].map((text) => text.replaceAll('_', '')) as [string, string];
			const goesOn = (a.startsWith(b) || b.startsWith(a)) && Math.min(a.length, b.length) >= 3;
			const apart = Math.abs(a.length - b.length) > Math.max(a.length, b.length) / 3;
			expect(goesOn || !apart).toBe(true);
		})
	);
});
