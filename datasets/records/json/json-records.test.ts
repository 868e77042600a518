import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { jsonRecords } from './json-records.ts';
import type { Sink } from '../../format.ts';

/** Texts and places of the records that a source is cut into, pushed in pieces of `size` bytes. */
function cut(text: string, size = text.length + 1): [offset: number, text: string][] {
	const records: [number, string][] = [];
	let begun = [-1, -1];
	const account = {
		begin: (offset: number, length: number) => (begun = [offset, length]),
		reject: () => undefined,
		settle: () => undefined,
		note: () => undefined
	};
	const reader = jsonRecords(account as unknown as Sink, {
		line(bytes, start, end) {
			expect(begun[1]).toBe(end - start);
			records.push([begun[0]!, textOf(bytes, start, end)]);
		}
	});
	const bytes = bytesOf(text);
	for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size));
	reader.end();
	return records;
}

function texts(source: string): string[] {
	return cut(source).map(([, text]) => text);
}

describe('JSON records', () => {
	it.each([
		['{"a":1}\n{"b":\n', ['{"a":1}', '{"b":']],
		['\ufeff  {"a":1}\n\n{"b":2}', ['  {"a":1}', '{"b":2}']],
		['[{"a":[1,{}]} ,\n{"b":"]}\\""}]', ['{"a":[1,{}]}', '{"b":"]}\\""}']],
		['\ufeff [ [1], 2, "x y", null ]', ['[1]', '2', '"x y"', 'null']],
		['{\n"a": 1\n}\n{\n"b": 2\n}\n', ['{\n"a": 1\n}', '{\n"b": 2\n}']],
		[`["1"][2]`, ['"1"', '2']],
		[`["1"]]]2`, ['"1"', ']', ']', '2']],
		['[{}}, 1]', ['{}', '}', '1']],
		['[05/Mar/2024:07:08:09 +0000] - 101', ['[05/Mar/2024:07:08:09 +0000] - 101']],
		['[ 12.5] kernel: a\n[ 12.6] b', ['[ 12.5] kernel: a', '[ 12.6] b']],
		['[notice] a\n[error] b', ['[notice] a', '[error] b']],
		['[{"a": "no end,\n"b": 1},\n{"c": 2}]', ['{"a": "no end,\n"b": 1}', '{"c": 2}']],
		['[{"a": 1', ['{"a": 1']],
		[
			'{"took":1,"hits":{"total":{"value":2},"hits":[{"a":[1]}, {"b":2}]},"x":[3]}',
			['{"a":[1]}', '{"b":2}']
		],
		['{\n "hits": {\n "hits": [\n{"a": "]"}\n]\n}\n}\n', ['{"a": "]"}']],
		['{"took":1}\n{"took":2}', ['{"took":1}', '{"took":2}']],
		['{"hits":{"hits":[{"a":1}', ['{"a":1}']],
		['{"hits":{"hits":[1]},"x":"}]"} {"hits":{"hits":[2]}}', ['1', '{"hits":{"hits":[2]}}']],
		['{"hits":[1]}\n{"hits":[2]}', ['{"hits":[1]}', '{"hits":[2]}']],
		['{"took', ['{"took']],
		['{\n', ['{']],
		['[', []],
		['', []]
	])('of %j are %j', (source, expected) => expect(texts(source)).toEqual(expected));

	it('lie where the elements of an array of records lie, whatever is in them', () => {
		const value = fc.jsonValue({ stringUnit: 'binary' });
		const first = fc.oneof(fc.array(value), fc.dictionary(fc.string(), value), fc.string());
		const values = fc.tuple(first, fc.array(value)).map(([one, rest]) => [one, ...rest]);
		fc.assert(
			fc.property(values, fc.constantFrom(0, 2, '\t'), (array, space) => {
				const elements = texts(JSON.stringify(array, null, space)).map((text) => JSON.parse(text));
				expect(elements).toEqual(JSON.parse(JSON.stringify(array)));
			})
		);
	});

	it('are the same however the source is cut into pieces, and end for any bytes', () => {
		const unit = fc.constantFrom(...'[]{}",:\\ \n1a\ufeff', '{"hits"', ':{"hits":[');
		fc.assert(
			fc.property(
				fc.string({ unit, maxLength: 40 }),
				fc.integer({ min: 1, max: 5 }),
				(text, size) => {
					const whole = cut(text);
					expect(cut(text, size)).toEqual(whole);
					const bytes = bytesOf(text);
					for (const [offset, record] of whole)
						expect(textOf(bytes, offset, offset + bytesOf(record).length)).toBe(record);
				}
			),
			{ numRuns: 1000 }
		);
	});
});
