import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sourceFiles, type SourceFile } from './support/source-files.ts';

const files = sourceFiles(['src', 'cells', 'datasets']);

interface Exported {
	name: string;
	isType: boolean;
	path: string;
}

function exportedBy({ path, trees }: SourceFile): Exported[] {
	const statements = trees.flatMap((tree) => [...tree.statements]).filter(isExported);
	return statements.flatMap((statement) =>
		namesOf(statement).map((name) => ({
			name,
			path,
			isType:
				ts.isInterfaceDeclaration(statement) ||
				ts.isTypeAliasDeclaration(statement) ||
				ts.isClassDeclaration(statement)
		}))
	);
}

function isExported(statement: ts.Statement): boolean {
	const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : [];
	return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

function namesOf(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement))
		return statement.declarationList.declarations.map(({ name }) => name.getText());
	const { name } = statement as ts.Statement & { name?: ts.Identifier };
	return name === undefined ? [] : [name.text];
}

const exported = files.flatMap(exportedBy);

/** Rows of the last table of the list of words: what is not said, and what is. */
function banned(): { not: string; but: string }[] {
	const [, table] = readFileSync('docs/words.md', 'utf8').split('## What is not said');
	const rows = table!.split('\n').filter((line) => /^\| [a-z]/.test(line));
	return rows
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.map(([, not, but]) => ({ not: not!, but: but! }))
		.filter(({ not }) => not !== 'not');
}

/** `pinStanding` and `PinStanding` as `pin standing`. */
function wordsOf(name: string): string {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replaceAll('_', ' ')
		.toLowerCase();
}

function says(name: string, words: string): boolean {
	return new RegExp(`\\b${words}s?\\b`).test(wordsOf(name));
}

describe('words', () => {
	it('a type has a name that no other file exports', () => {
		const types = exported.filter(({ isType }) => isType);
		const twice = types.filter(({ name, path }) =>
			types.some((other) => other.name === name && other.path !== path)
		);
		expect(twice.map(({ name, path }) => `${name} in ${path}`)).toEqual([]);
	});

	it.each(banned())('nothing is called $not, but $but', ({ not }) => {
		const found = exported.filter(({ name }) => says(name, not));
		expect(found.map(({ name, path }) => `${name} in ${path}`)).toEqual([]);
	});

	it('a source is one type, beside its record on this device and what an incident says of it', () => {
		const types = exported.filter(({ name, isType }) => isType && /Source$/.test(name));
		const names = types.map(({ name }) => name).sort();
		expect(names).toEqual(['IncidentSource', 'KeptSource', 'Source']);
	});

	it('knows a word in the middle of a name', () => {
		expect(says('CellSights', 'sight')).toBe(true);
		expect(says('insightful', 'sight')).toBe(false);
		expect(says('standingTable', 'standing table')).toBe(true);
	});

	it('reads the list', () => {
		expect(banned().length).toBeGreaterThan(5);
	});
});
