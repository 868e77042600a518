import { SQLDialect } from '@codemirror/lang-sql';
import { duckdbKeywords, duckdbTypes } from '#engine/sql/keywords.ts';
import { isKeyword } from './sql-spans.ts';

const words = Object.values(duckdbKeywords).flat();

/** SQL as DuckDB reads it: only what it reads as a word of its language is coloured as one. */
export const duckdbDialect = SQLDialect.define({
	keywords: words.filter((word) => isKeyword(word)).join(' '),
	types: duckdbTypes
		.filter((word) => !isKeyword(word) && !/^(list|map|row|null|enum)$/.test(word))
		.join(' '),
	operatorChars: '*+-%<>!=&|~^/@:',
	specialVar: '?$',
	doubleDollarQuotedStrings: true,
	caseInsensitiveIdentifiers: true
});
