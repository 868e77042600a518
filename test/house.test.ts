import ts from 'typescript';
import { expect, it } from 'vitest';
import { classesOf, functionsOf } from '../bin/house/declarations.mjs';
import { floorsOf, tiesBetween } from '../bin/house/imports.mjs';
import { sourceFiles, type SourceFile } from './support/source-files.ts';

/** What a class may have: fields, accessors, methods and the constructor. */
const MOST_MEMBERS = 25;
const MOST_FLOORS = 4;

const files = sourceFiles(['src', 'cells', 'datasets']);

function written(text: string): SourceFile[] {
	const tree = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
	return [{ path: 'a.ts', text, trees: [tree], imports: [] }];
}

it('no class has more members than a person holds in view: one that has is several', () => {
	const crowd = Array.from({ length: 26 }, (_, i) => `m${i} = 0;`).join(' ');
	expect(classesOf(written(`class Crowd { ${crowd} }`), MOST_MEMBERS)).toHaveLength(1);
	expect(classesOf(files, MOST_MEMBERS)).toEqual([]);
});

it('functions are short: nine of ten have 15 lines at most, and none more than 60', () => {
	const { lines, over_60 } = functionsOf(files);
	expect(lines.p90).toBeLessThanOrEqual(15);
	expect(over_60).toEqual([]);
});

it('within intake and engine no chain of imports goes through more than four floors', () => {
	const high = Object.entries(floorsOf(files, ['src/intake', 'src/engine'])).flatMap(
		([folder, floors]) =>
			Object.entries(floors).flatMap(([part, count]) =>
				count > MOST_FLOORS ? [`${folder} ${part}: ${count}`] : []
			)
	);
	expect(high).toEqual([]);
});

it('no two folders of the page import each other', () => {
	expect(tiesBetween(files)).toEqual([]);
});
