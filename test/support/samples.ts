import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RowObject } from '#tables/row-objects.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { ReadOptions, ReadResult } from './read-bytes.ts';

const EXPECTED = '.expected.json';

/** What the file beside a sample says of it. */
export interface Expected {
	settings?: Partial<ImportSettings>;
	/** When the sample was last written, ISO 8601; it gives the year to times without one. */
	modified?: string;
	/** Why a row cannot be read from the sample's head and its own bytes alone; absent where it can. */
	context?: string;
	records: number;
	rows: RowObject[];
	rejects: { record: number; byte_offset: number; reason: string }[];
	notes: string[];
}

export interface Sample {
	/** The folder of the format, which is its name. */
	format: string;
	file: string;
	path: string;
	bytes: Uint8Array;
	expected: Expected | null;
}

export const formatsFolder = join(import.meta.dirname, '../../datasets/formats');

export function formatFolders(): string[] {
	return readdirSync(formatsFolder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name);
}

export function samplesOf(format: string): Sample[] {
	const folder = join(formatsFolder, format, 'samples');
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((file) => file !== 'README.md' && !file.endsWith(EXPECTED))
		.filter((file) => statSync(join(folder, file)).isFile())
		.map((file) => ({ ...sampleAt(join(folder, file)), format, file }));
}

export function allSamples(): Sample[] {
	return formatFolders().flatMap(samplesOf);
}

export function sampleAt(path: string): Pick<Sample, 'path' | 'bytes' | 'expected'> {
	const beside = path + EXPECTED;
	return {
		path,
		bytes: new Uint8Array(readFileSync(path)),
		expected: existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as Expected) : null
	};
}

export function optionsOf({ file, expected }: Pick<Sample, 'file' | 'expected'>): ReadOptions {
	return { name: file, settings: expected?.settings, modified: expected?.modified };
}

/** What was read, in the words of an expected file. */
export function observed({ receipt, rows }: ReadResult): Omit<Expected, 'settings' | 'modified'> {
	return {
		records: receipt.records,
		rows: rows.map(known),
		rejects: receipt.rejects.map(({ record, byte_offset, reason }) => ({
			record,
			byte_offset,
			reason
		})),
		notes: receipt.notes
	};
}

/** The values that are there, without those that follow from the hash of the whole source. */
function known(row: RowObject): RowObject {
	const entries = Object.entries(row).filter(
		([name, value]) => value !== null && name !== 'source_id' && name !== 'alert_id'
	);
	return Object.fromEntries(entries);
}
