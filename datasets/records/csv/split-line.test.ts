import { COMMA, SPACE } from '#lib/ascii.ts';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '#lib/bytes.ts';
import { NamedLine, SplitLine, splitTexts } from './split-line.ts';

function cut(text: string, separator: number): string[] {
	const line = new SplitLine();
	const bytes = bytesOf(`x${text}x`);
	line.cut(bytes, 1, bytes.length - 1, separator);
	return splitTexts(line);
}

describe('a line', () => {
	it.each([
		['a,b', ['a', 'b']],
		[' a ,  b', ['a', 'b']],
		[',', ['', '']],
		['', ['']],
		['"a,b",c', ['a,b', 'c']],
		['"a"b,c', ['"a"b', 'c']],
		['"a,c', ['"a', 'c']],
		['"', ['"']]
	])('%j cut at commas is %j', (text, fields) => expect(cut(text, COMMA)).toEqual(fields));

	it.each([
		['a  b\tc', ['a', 'b', 'c']],
		[' a ', ['a']],
		['', []]
	])('%j cut at white space is %j', (text, fields) => expect(cut(text, SPACE)).toEqual(fields));
});

describe('a header', () => {
	const read = (line: NamedLine<'to' | 'from'>, text: string) => {
		const bytes = bytesOf(text);
		line.read(bytes, 0, bytes.length);
		return [line.cell('from').text(), line.cell('to').text()];
	};

	it('says which field is which, until another one does', () => {
		const line = new NamedLine({ from: ['source', 'src'], to: ['dst'] });
		line.rename(['Src', 'n', 'DST'], COMMA);
		expect(read(line, 'a,1,b')).toEqual(['a', 'b']);
		line.rename(['dst'], COMMA);
		expect(read(line, 'b')).toEqual([null, 'b']);
		expect(line.has('from')).toBe(false);
	});

	it('refuses a line of another width, unless what is too much is empty', () => {
		const line = new NamedLine({ from: ['src'], to: ['dst'] });
		expect(() => read(line, 'a')).toThrow('fields: 1, where no header stands above');
		line.rename(['src', 'dst'], COMMA);
		expect(() => read(line, 'a')).toThrow('fields: 1, where 2 are expected');
		expect(() => read(line, 'a,b,c')).toThrow('fields: 3, where 2 are expected');
		expect(read(line, 'a,-,')).toEqual(['a', null]);
	});
});
