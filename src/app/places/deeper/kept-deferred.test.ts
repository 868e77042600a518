import { expect, test } from 'vitest';
import { shapesOf } from '#test/support/kept-shapes.ts';
import { keptDeferred } from './kept-deferred.ts';

const deferred = {
	id: 'd-1',
	at: '2026-01-01T00:00:00.000Z',
	reason: 'later',
	alert: {
		alert_id: 'x-1',
		ts: 12n,
		signature: 'A rule',
		src_ip: '192.0.2.1',
		src_port: 1,
		dst_ip: '192.0.2.2',
		dst_port: 2
	},
	verdicts: {},
	wake: null,
	awake: false,
	wakeFailure: null
};

test('an entry of an older edition, which had no category, is one; one of another shape is none', () => {
	const { fits, key } = shapesOf(keptDeferred);
	expect([fits(deferred), key(deferred)]).toEqual([true, 'd-1']);
	for (const bad of [
		{},
		{ ...deferred, alert: null },
		{ ...deferred, alert: { ...deferred.alert, ts: '12' } },
		{ ...deferred, at: 'yesterday' },
		{ ...deferred, verdicts: 7 },
		{ ...deferred, category: 'XII' }
	])
		expect(fits(bad)).toBe(false);
});
