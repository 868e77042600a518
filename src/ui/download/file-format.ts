import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Value } from '#tables/value.ts';
import { parquetRows } from './parquet-rows.ts';
import { rowFormats, type RowFormat } from './row-texts.ts';

/** Writes the rows of a file, page after page. */
export interface FileWriter {
	/** What stands for further rows; empty where that is said at the end. */
	add(rows: readonly Value[][]): BlobPart;
	/** What stands behind all of them. */
	end(): BlobPart;
}

/** A format of files that rows can be taken out in. */
export interface FileFormat {
	name: string;
	title: string;
	/** What of the rows is another in the file; null where all is as it is. */
	help: string | null;
	/** Of its name, the dot in front. */
	ending: string;
	type: string;
	/** @param typesOf asks for the types of the columns, as the database names them */
	open(
		columns: readonly ResultColumn[],
		typesOf: () => Promise<readonly string[]>
	): Promise<FileWriter>;
}

/** All formats of files, as they are offered. */
export const fileFormats: readonly FileFormat[] = [
	...rowFormats.map((format): FileFormat => ({
		...format,
		type: `${format.type};charset=utf-8`,
		open: (columns) => Promise.resolve(textRows(format, columns))
	})),
	{
		name: 'parquet',
		title: 'Parquet',
		help: 'with the types of its columns; lists, structs and the like as text',
		ending: '.parquet',
		type: 'application/vnd.apache.parquet',
		open: async (columns, typesOf) => parquetRows(columns, await typesOf())
	}
];

function textRows(format: RowFormat, columns: readonly ResultColumn[]): FileWriter {
	let isFirst = true;
	return {
		add(rows) {
			const lead = isFirst ? format.head(columns) : rows.length > 0 ? format.between : '';
			isFirst = false;
			return lead + rows.map((row) => format.row(columns, row)).join(format.between);
		},
		end: () => format.end
	};
}
