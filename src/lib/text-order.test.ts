import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byCodePoint } from './text-order.ts';

it('texts are ordered as their bytes in UTF-8 are', () => {
	const text = fc.string({ unit: 'binary', maxLength: 4 });
	const order = (one: string, other: string) =>
		Math.sign(Buffer.compare(Buffer.from(one), Buffer.from(other)));
	fc.assert(
		fc.property(
			text,
			text,
			(one, other) => Math.sign(byCodePoint(one, other)) === order(one, other)
		)
	);
	expect(['\u{1f600}', '\ufffd', 'b', 'ab', 'a', ''].sort(byCodePoint)).toEqual([
		'',
		'a',
		'ab',
		'b',
		'\ufffd',
		'\u{1f600}'
	]);
});
