import { gunzipSync } from 'node:zlib';
import { provenance } from '#tables/columns-of.ts';
import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import type { Format } from '#datasets/format.ts';
import { formats } from '#datasets/index.ts';
import { headOf } from '#intake/reading/recognise.ts';
import { samplesOf, type Sample } from './samples.ts';

/**
 * The page `docs/formats.md`: what each format is recognised by, which columns it fills, and what it cannot
 * know, all from the formats themselves and their samples.
 */
export function formatsPage(): string {
	return [
		'# Formats',
		'',
		`Made by \`npm run docs\` from the ${formats.length} folders under \`datasets/formats\`; a test compares it.`,
		'The reasons and the columns are those of the samples in each folder: a reason is what the receipt of a',
		'sample says, and a column is listed once a row of a sample has a value in it. Every row has `record`,',
		'`byte_offset` and `byte_length` beside them.',
		'',
		'| format | event tables | as single lines in syslog |',
		'| --- | --- | --- |',
		...formats.map(indexRow),
		...formats.flatMap(section)
	]
		.join('\n')
		.concat('\n');
}

function indexRow({ name, title, tables, messages }: Format): string {
	const filled = tables.length === 0 ? 'native columns only' : tables.map(code).join(', ');
	return `| [${title}](#${name}) | ${filled} | ${messages === undefined ? 'no' : 'yes'} |`;
}

function section(format: Format): string[] {
	const samples = samplesOf(format.name);
	const reasons = new Set(samples.flatMap((sample) => reasonOf(format, sample)));
	return [
		'',
		`## ${format.name}`,
		'',
		`${format.title}.`,
		'',
		`Recognised by ${[...reasons].map(plain).join('; or by ')}.`,
		'',
		...columnLines(samples),
		'It cannot know:',
		'',
		...format.cannotKnow.map((sentence) => `- ${plain(sentence)}`)
	];
}

function reasonOf(format: Format, { bytes }: Sample): string[] {
	const plainBytes = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
	const head = headOf(plainBytes.subarray(0, 65_536), plainBytes.length <= 65_536);
	const recognition = format.recognise(head, formats);
	return recognition === null ? [] : [recognition.because];
}

function columnLines(samples: readonly Sample[]): string[] {
	const rows = samples.flatMap(({ expected }) => expected?.rows ?? []);
	const tables = [...new Set(rows.map((row) => String(row.table)))].filter(
		(name): name is EventTableName => name in eventTables
	);
	if (tables.length === 0) return [];
	return tables
		.sort()
		.map((table) => {
			const filled = new Set(
				rows.filter((row) => row.table === table).flatMap((row) => Object.keys(row))
			);
			const columns = eventTables[table].columns
				.map(({ name }) => name)
				.filter((name) => filled.has(name) && !provenance.includes(name));
			return `- ${code(table)}: ${columns.map(code).join(', ')}`;
		})
		.concat('');
}

function code(name: string): string {
	return `\`${name}\``;
}

/** Text that Markdown does not read as anything else. */
function plain(sentence: string): string {
	return sentence.replace(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`);
}
