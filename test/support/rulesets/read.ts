import { formats } from '#datasets/index.ts';
import type { Sink } from '#datasets/format.ts';
import type { RowObject } from '#tables/row-objects.ts';
import { machineOf } from '#intake/record/import-settings.ts';
import { bytesOf } from '#lib/bytes.ts';

/** The rows of `policy` that a format reads, by a sink that keeps nothing else: thousands are read in a test. */
export function rowsOf(format: string, text: string, host: string): RowObject[] {
	const rows: RowObject[] = [];
	let row: RowObject = {};
	const column = (name: string) => ({ set: (value: string | number) => void (row[name] = value) });
	const table = {
		text: column,
		int32: column,
		timestamp: column,
		proto: column('proto'),
		commitPart: () => {
			rows.push(row);
			row = {};
		}
	};
	const sink = {
		settings: { name: 'drawn', ...machineOf(host), native: false, mapping: null },
		time: { date: () => null, iso: () => null, ctime: () => 0 },
		table: () => table,
		begin: () => undefined,
		reject: () => undefined,
		settle: () => undefined,
		note: () => undefined
	} as unknown as Sink;
	const reader = formats.find(({ name }) => name === format)!.open(sink, formats);
	reader.push(bytesOf(text));
	reader.end();
	return rows;
}
