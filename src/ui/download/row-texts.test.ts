import { expect, it } from 'vitest';
import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { rowFormats } from './row-texts.ts';

const columns: ResultColumn[] = [
	{ name: 'ts', type: 'timestamp' },
	{ name: 'url', type: 'text' },
	{ name: 'bytes', type: 'number' },
	{ name: 'answered', type: 'boolean' }
];
const moment = BigInt(Date.UTC(2026, 0, 2, 3, 4, 5)) * 1000n + 6n;

function written(name: string, rows: readonly Value[][]): string {
	const format = rowFormats.find((each) => each.name === name)!;
	const lines = rows.map((row) => format.row(columns, row)).join(format.between);
	return format.head(columns) + lines + format.end;
}

it('CSV tells an absent value from an empty text, and keeps quotes, commas and line ends', () => {
	expect(
		written('csv', [
			[moment, '', 7, true],
			[null, 'a,"b"\nc', null, null]
		])
	).toBe('ts,url,bytes,answered\r\n2026-01-02T03:04:05.000006Z,"",7,true\r\n,"a,""b""\nc",,\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])(
	'CSV makes no formula of a text from a log: %j',
	(text) => {
		const line = written('csv', [[null, text, -5, null]])
			.split('\r\n')
			.slice(1)
			.join('\r\n');
		expect(line).toContain(`'${text}`);
		// A number is a number.
		expect(line).toContain(',-5,');
	}
);

it('JSON and NDJSON are read again as they were, and large whole numbers lose no digit', () => {
	const rows: Value[][] = [
		[moment, '</script>"', 9007199254740993n, null],
		[null, 'b', 12n, false]
	];
	const expected = [
		{
			ts: '2026-01-02T03:04:05.000006Z',
			url: '</script>"',
			bytes: '9007199254740993',
			answered: null
		},
		{ ts: null, url: 'b', bytes: 12, answered: false }
	];
	expect(JSON.parse(written('json', rows))).toEqual(expected);
	expect(JSON.parse(written('json', []))).toEqual([]);
	const lines = written('lines', rows).trimEnd().split('\n');
	expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(expected);
});

it('Markdown is a table whatever stands in its values', () => {
	expect(written('markdown', [[null, 'a|b <i>\n[x](y)', 1, null]])).toBe(
		'| ts | url | bytes | answered |\n|---|---|--:|---|\n|  | a\\|b &lt;i><br>\\[x\\](y) | 1 |  |\n'
	);
});
