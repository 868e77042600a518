import { unreadable } from '#lib/unreadable.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { csv, delimiterOf, type CsvHandler } from './csv.ts';
import { textsOf } from './csv-head.ts';
import { MAX_QUOTED_BYTES } from './csv-record.ts';

interface Seen {
	fields: string[];
	offset: number;
	length: number;
	reason: string | null;
}

function read(text: string, options: Partial<CsvHandler> = {}, cuts: number[] = []): Seen[] {
	const seen: Seen[] = [];
	const account = {
		begin: (offset: number, length: number) =>
			void seen.push({ fields: [], offset, length, reason: null }),
		reject: (reason: string) => void (seen.at(-1)!.reason = reason),
		settle: () => undefined
	};
	const reader = csv(account, {
		record: (record) => void (seen.at(-1)!.fields = textsOf(record)),
		...options
	});
	const bytes = bytesOf(text);
	const stops = [0, ...cuts.sort((a, b) => a - b), bytes.length];
	for (let i = 1; i < stops.length; i++) reader.push(bytes.slice(stops[i - 1], stops[i]));
	reader.end();
	return seen;
}

const fieldsOf = (text: string, options?: Partial<CsvHandler>) =>
	read(text, options).map((record) => record.fields);

describe('csv', () => {
	it.each<[string, string, string[][]]>([
		['plain fields', 'a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
		['a last line without an end', 'a,b\n1,2', [['a', 'b'], ['1', '2']]],
		['CRLF', 'a,b\r\n"1",2\r\n3,"4"\r\n', [['a', 'b'], ['1', '2'], ['3', '4']]],
		['quoted delimiters', '"a,b",c\n', [['a,b', 'c']]],
		['quoted line ends', '"a\r\nb",c\nd,e\n', [['a\r\nb', 'c'], ['d', 'e']]],
		['doubled quotes', 'x,"say ""a"" and ""b""","""",""\n', [['x', 'say "a" and "b"', '"', '']]],
		['quotes within a bare field', 'a"b,c"\n', [['a"b', 'c"']]],
		['blanks behind a closing quote', '"a"  ,b\n', [['a', 'b']]],
		['empty fields', ',,\n', [['', '', '']]],
		['blank lines', '\n \r\na\n\n', [['a']]],
		['a byte-order mark', '\ufeff"a",b\n', [['a', 'b']]],
		['tabs', 'a\tb,c\td\n', [['a', 'b,c', 'd']]],
		['semicolons', 'a;b,c;d;e\n', [['a', 'b,c', 'd', 'e']]],
		['bars', 'a|b|c,d\n', [['a', 'b', 'c,d']]],
		['a separator line', 'sep=;\na,b,c;d\n', [['a,b,c', 'd']]]
	])('reads %s', (_, text, fields) => expect(fieldsOf(text)).toEqual(fields)); // prettier-ignore

	it('hands over header and comments, and counts neither as a record', () => {
		const headers: string[][] = [];
		const comments: string[] = [];
		const rows = fieldsOf('# one\r\na,b\n#two,x\n1,2\n', {
			comment: { first: 35, read: (text) => comments.push(text) < 0 },
			header: (header) => void headers.push(textsOf(header))
		});
		expect({ headers, comments, rows }).toEqual({
			headers: [['a', 'b']],
			comments: ['# one', '#two,x'],
			rows: [['1', '2']]
		});
	});

	it('gives each record its own bytes, quotes and line breaks within it too', () => {
		const text = '\ufeffa,b\r\n"x\n""y",é\n\nlast';
		const bytes = bytesOf(text);
		const ranges = read(text).map(({ offset, length }) => textOf(bytes, offset, offset + length));
		expect(ranges).toEqual(['a,b', '"x\n""y",é', 'last']);
	});

	it('rejects a record that the end of the file leaves within quotes, to its last byte', () => {
		const [, second, ...more] = read('a,b\n"x\ny,z\n');
		expect(second).toEqual({
			fields: [],
			offset: 4,
			length: 7,
			reason: 'the file ends within quotes'
		});
		expect(more).toEqual([]);
	});

	it('rejects the line of a malformed quote and reads on after it', () => {
		expect(read('a,"b"c,d\ne,f\n')).toEqual([
			{ fields: [], offset: 0, length: 8, reason: 'text behind a closing quote' },
			{ fields: ['e', 'f'], offset: 9, length: 3, reason: null }
		]);
	});

	it('does not let a stray quote swallow more than its line of a large file', () => {
		const rest = 'c,d\n'.repeat(MAX_QUOTED_BYTES / 4 + 10);
		const [first, second, ...more] = read(`a,"b\n${rest}`);
		expect(first!.reason).toBe(`a quote is not closed within ${MAX_QUOTED_BYTES} bytes`);
		expect(first!.length).toBe(4);
		expect(second!.fields).toEqual(['c', 'd']);
		expect(more).toHaveLength(MAX_QUOTED_BYTES / 4 + 9);
	});

	it('keeps a quoted field of almost the greatest length', () => {
		const long = 'x\n'.repeat(MAX_QUOTED_BYTES / 2 - 10);
		expect(fieldsOf(`"${long}",b\n`)).toEqual([[long, 'b']]);
	});

	it('rejects a record with the message of a failure, and lets a defect through', () => {
		const refusing = (error: Error) => () =>
			read('a\n', {
				record: () => {
					throw error;
				}
			});
		expect(refusing(unreadable('no such port: x'))()[0]!.reason).toBe('no such port: x');
		expect(refusing(new TypeError('x'))).toThrow(TypeError);
	});

	it('reads any text the same however it is cut, and accounts for every byte in order', () => {
		const piece = fc.constantFrom(
			'a',
			'1',
			',',
			'"',
			'""',
			'\n',
			'\r\n',
			'\r',
			' ',
			'é',
			'\ufeff',
			'#'
		);
		const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(text, fc.array(fc.nat(60), { maxLength: 8 }), (whole, cuts) => {
				const length = bytesOf(whole).length;
				const once = read(whole);
				expect(read(whole, {}, cuts.map((cut) => Math.min(cut, length)))).toEqual(once); // prettier-ignore
				let end = 0;
				for (const record of once) {
					expect(record.offset).toBeGreaterThanOrEqual(end);
					expect(record.length).toBeGreaterThan(0);
					end = record.offset + record.length;
				}
				expect(end).toBeLessThanOrEqual(length);
			}),
			{ numRuns: 1000 }
		);
	});

	it('gives back every table that was written with quotes', () => {
		const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ';', ' ', 'ü') });
		const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(rows, (table) => {
				const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
				const text = table.map((row) => row.map(quoted).join(',')).join('\r\n');
				expect(fieldsOf(text, { delimiter: 44 })).toEqual(table);
			})
		);
	});
});

describe('delimiterOf', () => {
	it.each([
		['a,b;c,d', ','],
		['"a;b;c;d",e', ','],
		['a\tb c', '\t'],
		['one', ',']
	])('of %j is %j', (line, delimiter) =>
		expect(String.fromCharCode(delimiterOf(line))).toBe(delimiter)
	);
});
