import { describe, expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { MAX_ELEMENT_BYTES, xmlElements } from './xml-elements.ts';

/** The elements `e` of a text that comes in pieces of that size, and what is refused, each with its place. */
function read(text: string, size = text.length) {
	const found: string[] = [];
	const refused: [offset: number, length: number, reason: string][] = [];
	const between: string[] = [];
	let place: [number, number] = [0, 0];
	const account = {
		begin: (offset: number, length: number) => void (place = [offset, length]),
		reject: (reason: string) => void refused.push([...place, reason]),
		settle: () => undefined
	};
	const reader = xmlElements(account, {
		name: 'e',
		element: (bytes, start, end) => void found.push(textOf(bytes, start, end)),
		between: (bytes, start, end) => void between.push(textOf(bytes, start, end))
	});
	const bytes = bytesOf(text);
	for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size));
	reader.end();
	return { found, refused, between: between.join('') };
}

const text = '<es>\n<e a="1"><ed>x</ed></e>, <e>é</e ><e>open\n<e/></e></es><e>cut';

describe('elements of one name', () => {
	it('are cut out of whatever stands around them, and not confused with longer names', () => {
		const { found, between } = read(text);
		expect(found).toEqual(['<e a="1"><ed>x</ed></e>', '<e>é</e >', '<e/></e>']);
		expect(between).toBe('<es>\n, </es>');
	});

	it('that are not closed are refused with all of their bytes', () => {
		expect(read(text).refused).toEqual([
			[40, 7, 'an element that is not closed: e'],
			[61, 6, 'the file ends within this element: e']
		]);
	});

	it.each([1, 2, 3, 7])('are the same from pieces of %i bytes', (size) => {
		const { found, refused, between } = read(text, size);
		const whole = read(text);
		expect([found, refused]).toEqual([whole.found, whole.refused]);
		expect(between).toBe(whole.between);
	});

	it.each([4096, 1 << 22])('of more than a mebibyte are refused, from pieces of %i', (size) => {
		const long = `<e>${'x'.repeat(MAX_ELEMENT_BYTES)}</e><e>next</e>`;
		const { found, refused } = read(long, size);
		expect(found).toEqual(['<e>next</e>']);
		expect(refused).toEqual([[0, MAX_ELEMENT_BYTES, 'an element of more than a mebibyte: e']]);
	});
});
