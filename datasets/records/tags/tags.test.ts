import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { MAX_TAG_BYTES, tags } from './tags.ts';

interface Seen {
	tag: string;
	attributes: Record<string, string>;
}

function read(text: string, cuts: number[] = []): { seen: Seen[]; length: number; passed: number } {
	const bytes = bytesOf(text);
	const result = { seen: [] as Seen[], length: -1, passed: 0 };
	const reader = tags({
		tag: ({ kind, name, start, end, attributes }) => {
			const written = textOf(bytes, start, end);
			if (!/^<[^]*>$/.test(written)) throw new TypeError(`no tag: ${written}`);
			const mark = kind === 'open' ? '+' : kind === 'close' ? '-' : '=';
			result.seen.push({ tag: mark + name, attributes: Object.fromEntries(attributes) });
		},
		end: (length) => void (result.length = length),
		passedOver: () => void result.passed++
	});
	const stops = [0, ...cuts.sort((a, b) => a - b), bytes.length];
	for (let i = 1; i < stops.length; i++) reader.push(bytes.slice(stops[i - 1], stops[i]));
	reader.end();
	return result;
}

const names = (text: string) => read(text).seen.map(({ tag }) => tag);

describe('tags', () => {
	it.each<[string, string, string[]]>([
		['tags of every kind', '<a><b/>text</a>', ['+a', '=b', '-a']],
		['tags over lines', '<a\n b="1"\n/>', ['=a']],
		['> in a value', '<a b="x>y" c=\'>\'>', ['+a']],
		['no tag in a comment', '<!-- <a> > --><b>', ['+b']],
		['no tag in CDATA', '<![CDATA[<a>]]]]><b>', ['+b']],
		['no tag in an instruction', '<?xml <a> ?><b>', ['+b']],
		['no tag in a document type', '<!DOCTYPE a [<!ENTITY b "<c>">]><d>', ['+d']],
		['none in text', 'a < b > c <1> <>', []],
		['the next tag behind a broken one', '<a b="<c>', ['+c']],
		['none that the end cuts', '<a><b c="1"', ['+a']],
		['none behind an open comment', '<a><!-- <b>', ['+a']]
	])('finds %s', (_, text, expected) => expect(names(text)).toEqual(expected));

	it.each<[string, Record<string, string>]>([
		['<a b="1" c = \'2 "x"\' d=3 e>', { b: '1', c: '2 "x"', d: '3' }],
		['<a b="&lt;&amp;amp;&quot;&apos;&#65;&#x42;">', { b: '<&amp;"\'AB' }],
		['<a b="&own; &#0; &#xd800; &#9999999; &">', { b: '&own; &#0; &#xd800; &#9999999; &' }],
		['<a b="1" b="2"/>', { b: '1' }],
		['<a ==="=" =>', { '': '=="="' }]
	])('reads the attributes of %s', (text, attributes) => {
		expect(read(text).seen[0]!.attributes).toEqual(attributes);
	});

	it('says how long the source is', () => expect(read('<a>é').length).toBe(5));

	it('passes over a tag that is longer than any, and reads on behind it', () => {
		const { seen, passed } = read(`<a b="${'x'.repeat(MAX_TAG_BYTES)}"><c>`);
		expect(seen.map(({ tag }) => tag)).toEqual(['+c']);
		expect(passed).toBe(1);
	});

	it('ends within the patience of a test for broken tags, of which a second pass for each would take hours', () => {
		read('<a "'.repeat(500_000));
		read('<a b='.repeat(400_000) + '>');
		read('<!--'.repeat(500_000));
	});

	it('reads any text the same however it is cut', () => {
		const piece = fc.constantFrom('<', '>', 'a', '/', '"', '=', ' ', '!', '--', '<!--', '-->', '?',
			'<![CDATA[', ']', ']>', '[', "'", 'é', '&lt;', '<b c="d">', '</b>'); // prettier-ignore
		const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(text, fc.array(fc.nat(80), { maxLength: 8 }), (whole, cuts) => {
				const { length } = bytesOf(whole);
				const within = cuts.map((cut) => Math.min(cut, length));
				expect(read(whole, within)).toEqual(read(whole));
			}),
			{ numRuns: 2000 }
		);
	});
});
