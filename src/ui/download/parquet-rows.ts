import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Value } from '#tables/value.ts';
import type { FileWriter } from './file-format.ts';
import { parquetColumn } from './parquet-column.ts';

/** Writes rows as Parquet. @param types those of the columns, as the database names them */
export async function parquetRows(
	columns: readonly ResultColumn[],
	types: readonly string[]
): Promise<FileWriter> {
	const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
	const written = columns.map(({ name }, i) => ({ name, ...parquetColumn(types[i] ?? '') }));
	const bytes = new ByteWriter();
	const writer = new ParquetWriter({
		writer: bytes,
		schema: [
			{ name: 'rows', num_children: columns.length },
			...written.map(({ name, element }) => ({
				...element,
				name,
				repetition_type: 'OPTIONAL' as const
			}))
		]
	});
	return {
		add(rows: readonly Value[][]) {
			const columnData = written.map((column, i) => ({
				name: column.name,
				data: rows.map((row) => {
					const value = row[i] ?? null;
					return value === null ? null : column.written(value);
				})
			}));
			if (rows.length > 0) writer.write({ columnData, rowGroupSize: rows.length });
			return '';
		},
		end() {
			writer.finish();
			return bytes.getBuffer();
		}
	};
}
