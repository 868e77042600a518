import { beforeAll, expect, it } from 'vitest';
import { readFrontMatter } from './front-matter.ts';
import { bringParsers } from './parsers.ts';

beforeAll(bringParsers);

function read(written: string) {
	const yaml = `lookdeeper: 1
id: a
title: A
version: ${written}
tags: [${written}]
parameters:
  p:
    type: text
    default: ${written}
    choices: [${written}]
paths: {}
`.replace(`tags: [${written}]`, `applies_to: [${written}]`);
	const { version, appliesTo, parameters } = readFrontMatter(yaml).matter;
	return [version, appliesTo[0], parameters[0]!.default, parameters[0]!.choices[0]];
}

it.each([
	'1.10',
	'007',
	'0x1F',
	'0o17',
	'1e3',
	'+5',
	'.5',
	'1.',
	'12345678901234567890',
	'True',
	'42',
	'1.5',
	'false'
])(
	'a value of the front matter is the text that was written, whatever YAML takes it for: %s',
	(written) => expect(read(written)).toEqual([written, written, written, written])
);

it('quotes around a value belong to the writing', () => {
	expect(read("'1.10'")[0]).toBe('1.10');
	expect(read('"007"')[0]).toBe('007');
});
