import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from './bytes.ts';
import { Failure } from './failure.ts';
import { JsonKind, type JsonNode } from './json-node.ts';
import { JsonReader } from './json-reader.ts';
import { JsonText } from './json-text.ts';

const texts = new JsonText();

function valueOf(reader: JsonReader, node: JsonNode): unknown {
	if (!reader.has(node)) return undefined;
	const raw = textOf(reader.bytes, node.start, node.end);
	if (node.kind === JsonKind.text) return raw;
	if (node.kind !== JsonKind.escaped) return JSON.parse(raw);
	texts.decode(reader.bytes, node.start, node.end);
	return texts.text;
}

function walked(json: string, ...path: string[]): unknown {
	const reader = new JsonReader();
	const node = reader.at(...path);
	const bytes = bytesOf(`  ${json}junk`);
	reader.walk(bytes, 2, bytes.length - 4);
	return valueOf(reader, node);
}

function faultOf(json: string): string | null {
	const bytes = bytesOf(json);
	try {
		new JsonReader().walk(bytes, 0, bytes.length);
		return null;
	} catch (error) {
		expect(error).toBeInstanceOf(Failure);
		return (error as Failure).message;
	}
}

function accepts(parse: () => unknown): boolean {
	try {
		parse();
		return true;
	} catch {
		return false;
	}
}

/** U+FFFD for every half of a surrogate pair, at any depth. */
function wellFormed(value: unknown): unknown {
	if (typeof value === 'string') return textOf(bytesOf(value));
	if (Array.isArray(value)) return value.map(wellFormed);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([k, v]) => [textOf(bytesOf(k)), wellFormed(v)])
	);
}

const spaced = fc
	.tuple(fc.json({ stringUnit: 'binary' }), fc.constantFrom('', ' ', '\n', '\t\r\n'))
	.map(([json, white]) => white + json + white);

describe('JsonReader', () => {
	it('finds the value of every key that JSON.parse finds', () => {
		const object = fc.dictionary(
			fc.string({ unit: 'binary' }),
			fc.jsonValue({ stringUnit: 'binary' })
		);
		fc.assert(
			fc.property(object, fc.constantFrom(0, 1, '\t'), (value, space) => {
				const json = JSON.stringify(value, null, space);
				for (const [key, inner] of Object.entries(JSON.parse(json) as object))
					expect(wellFormed(walked(json, key))).toEqual(wellFormed(inner));
			})
		);
	});

	it('accepts and refuses what JSON.parse accepts and refuses', () => {
		const broken = fc
			.tuple(spaced, fc.nat(), fc.constantFrom(...'{}[]",:\\/-+.0eEtfn \n\u0000u9'))
			.map(([json, at, letter]) => {
				const i = at % (json.length + 1);
				return json.slice(0, i) + letter + json.slice(i + (at & 1));
			});
		fc.assert(
			fc.property(fc.oneof(spaced, broken), (json) => {
				const text = textOf(bytesOf(json));
				expect(faultOf(text) === null).toBe(accepts(() => JSON.parse(text)));
			}),
			{ numRuns: 2000 }
		);
	});

	it('finds, when it grows, every value that is not an object', () => {
		const reader = new JsonReader();
		const bytes = bytesOf('{"a":{"b":1,"c":[1,{"x":2}],"":null},"d.e":"\\u00e9","f":{},"g":false}');
		reader.walk(bytes, 0, bytes.length, true);
		expect(reader.leaves.map((node) => [node.path, valueOf(reader, node)])).toEqual([
			[['a', 'b'], 1],
			[
				['a', 'c'],
				[1, { x: 2 }]
			],
			[['a', ''], null],
			[['d.e'], 'é'],
			[['g'], false]
		]);
	});

	it.each([
		['{"a":1,"a":2}', ['a'], 2],
		['{"a":{"b":1},"a":{"c":2}}', ['a', 'b'], undefined],
		['{"a":{"b":1},"a":{"c":2}}', ['a', 'c'], 2],
		['{"a":{"b":1},"a":3}', ['a', 'b'], undefined],
		['{"\\u0061":1}', ['a'], 1],
		['{"a":"\\ud83d\\ude00"}', ['a'], '😀'],
		['{"a":"\\ud83d"}', ['a'], '\ufffd'],
		['{"a":"\\ude00\\ud83d!"}', ['a'], '\ufffd\ufffd!'],
		['{"a":"\\ud83d\\u0041"}', ['a'], '\ufffdA']
	])('reads %s at %j as %j', (json, path, value) => expect(walked(json, ...path)).toEqual(value));

	it('says that a key came twice', () => {
		const reader = new JsonReader();
		reader.at('a');
		const bytes = bytesOf('{"a":1,"a":2}');
		reader.walk(bytes, 0, bytes.length);
		expect(reader.repeated).toBe(true);
		const once = bytesOf('{"a":1}');
		reader.walk(once, 0, once.length);
		expect(reader.repeated).toBe(false);
	});

	it('leaves the digits of a number as they are', () => {
		const reader = new JsonReader();
		const node = reader.at('n');
		for (const [digits, kind] of [
			['12345678901234567890', JsonKind.integer],
			['-0', JsonKind.integer],
			['1e400', JsonKind.decimal],
			['1.0', JsonKind.decimal]
		] as const) {
			const bytes = bytesOf(`{"n":${digits}}`);
			reader.walk(bytes, 0, bytes.length);
			expect([textOf(bytes, node.start, node.end), node.kind]).toEqual([digits, kind]);
		}
	});

	it.each([
		['', 'not JSON: byte 0: expected a value, but the record ends'],
		['{"a":1,}', 'not JSON: byte 7: expected a key in quotes, found "}"'],
		['{"a" 1}', 'not JSON: byte 5: expected :, found "1}"'],
		['[1 2]', 'not JSON: byte 3: expected , or ], found "2]"'],
		['{"a":tru}', 'not JSON: byte 5: expected true, found "tru}"'],
		['{"a":01}', 'not JSON: byte 6: expected no digit behind 0, found "1}"'],
		['{"a":"b', 'not JSON: byte 7: expected the closing quote of a string, but the record ends'],
		[
			'{"a":"\\x"}',
			'not JSON: byte 7: expected one of "\\/bfnrtu behind a backslash, found "x\\"}"'
		],
		['{"a":"\t"}', 'not JSON: byte 6: expected no control character in a string, found "\\t\\"}"'],
		['{} {}', 'not JSON: byte 3: expected the end, found "{}"']
	])('says of %j where it breaks and what was expected', (json, message) =>
		expect(faultOf(json)).toBe(message)
	);

	it.each(['[', '{"a":', '[{"a":'])('keeps its own stack of 100,000 times %s', (open) => {
		const depth = 100_000;
		const close = [...open]
			.reverse()
			.map((c) => ({ '[': ']', '{': '}' })[c] ?? '')
			.join('');
		expect(faultOf(open.repeat(depth) + '0' + close.repeat(depth))).toBeNull();
		expect(faultOf(open.repeat(depth))).toMatch(/but the record ends$/);
	});

	it('keeps what is deeper than it looks as JSON text, and grows no further than its limit', () => {
		const reader = new JsonReader(50);
		const deep = bytesOf('{"a":'.repeat(40) + '1' + '}'.repeat(40));
		reader.walk(deep, 0, deep.length, true);
		expect(reader.leaves.map((node) => node.path.length)).toEqual([32]);
		expect(valueOf(reader, reader.leaves[0]!)).toEqual(
			JSON.parse('{"a":'.repeat(8) + '1' + '}'.repeat(8))
		);
		const wide = bytesOf(
			JSON.stringify(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k${i}`, i])))
		);
		reader.walk(wide, 0, wide.length, true);
		expect([reader.leaves.length, reader.overflowed]).toEqual([18, true]);
	});
});
