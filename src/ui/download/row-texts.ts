import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { startsFormula, takenText } from '../taken-text.ts';

/** How rows are written as a file: what stands before them, each of them, between them and behind them. */
export interface RowFormat {
	name: string;
	title: string;
	/** What of the rows is another in the file; null where all is as it is. */
	help: string | null;
	/** Of its name, the dot in front. */
	ending: string;
	type: string;
	head(columns: readonly ResultColumn[]): string;
	row(columns: readonly ResultColumn[], values: readonly Value[]): string;
	between: string;
	end: string;
}

/** Formats that rows can be taken out in. Times are UTC with every microsecond; what is absent stays absent. */
export const rowFormats: readonly RowFormat[] = [
	{
		name: 'csv',
		title: 'CSV',
		help: 'an apostrophe stands before texts that a spreadsheet would run as a formula',
		ending: '.csv',
		type: 'text/csv',
		head: (columns) => `${columns.map(({ name }) => csvText(name)).join(',')}\r\n`,
		row: (columns, values) =>
			`${columns.map((column, i) => csvValue(column, values[i] ?? null)).join(',')}\r\n`,
		between: '',
		end: ''
	},
	{
		name: 'lines',
		title: 'NDJSON',
		help: null,
		ending: '.ndjson',
		type: 'application/x-ndjson',
		head: () => '',
		row: (columns, values) => `${jsonRow(columns, values)}\n`,
		between: '',
		end: ''
	},
	{
		name: 'json',
		title: 'JSON',
		help: null,
		ending: '.json',
		type: 'application/json',
		head: () => '[\n',
		row: jsonRow,
		between: ',\n',
		end: '\n]\n'
	},
	{
		name: 'markdown',
		title: 'Markdown',
		help: null,
		ending: '.md',
		type: 'text/markdown',
		head: (columns) =>
			`| ${columns.map(({ name }) => markdownText(name)).join(' | ')} |\n|${columns
				.map(({ type }) => (type === 'number' ? '--:|' : '---|'))
				.join('')}\n`,
		row: (columns, values) =>
			`| ${columns.map((column, i) => markdownText(takenText(column, values[i] ?? null))).join(' | ')} |\n`,
		between: '',
		end: ''
	}
];

/** An absent value is nothing, an empty text a pair of quotes. */
function csvValue(column: ResultColumn, value: Value): string {
	if (value === null) return '';
	const isText = column.type === 'text' || typeof value === 'string';
	return isText && column.type !== 'number' ? csvText(String(value)) : takenText(column, value);
}

/** What a spreadsheet would run as a formula has an apostrophe before it, which makes it text there. */
function csvText(text: string): string {
	const safe = startsFormula(text) ? `'${text}` : text;
	return safe === '' || /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function jsonRow(columns: readonly ResultColumn[], values: readonly Value[]): string {
	const pairs = columns.map(
		(column, i) => `${JSON.stringify(column.name)}:${jsonValue(column, values[i] ?? null)}`
	);
	return `{${pairs.join(',')}}`;
}

/** Whole numbers that not every reader of JSON takes exactly stand as text. */
function jsonValue(column: ResultColumn, value: Value): string {
	if (typeof value === 'bigint' && column.type !== 'timestamp')
		return isExact(value) ? String(value) : `"${value}"`;
	return JSON.stringify(typeof value === 'bigint' ? takenText(column, value) : value);
}

function isExact(value: bigint): boolean {
	return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}

/** What would be a mark of Markdown or of HTML is text. */
function markdownText(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replace(/[\\`*_[\]|~]/g, '\\$&')
		.replace(/\r\n|[\r\n]/g, '<br>');
}
