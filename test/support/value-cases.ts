/** Values of every type that DuckDB 1.4 has, at their edges, as SQL. */
export const valueCases: Readonly<Record<string, readonly string[]>> = {
	BOOLEAN: ['true', 'false'],
	TINYINT: ['-128', '127'],
	SMALLINT: ['-32768'],
	INTEGER: ['-2147483648', '0'],
	BIGINT: ['-9223372036854775808', '9223372036854775807', '9007199254740993'],
	UTINYINT: ['255'],
	USMALLINT: ['65535'],
	UINTEGER: ['4294967295'],
	UBIGINT: ['18446744073709551615'],
	HUGEINT: [
		'170141183460469231731687303715884105727',
		"'-170141183460469231731687303715884105728'",
		'-1',
		'0'
	],
	UHUGEINT: ['340282366920938463463374607431768211455', '0'],
	BIGNUM: ["'-123456789012345678901234567890123456789012345678901234567890'", '0'],
	'DECIMAL(38, 10)': ['1234567890123456789012345678.0123456789', '-0.0000000001', '0'],
	'DECIMAL(4, 1)': ['-999.9', '0.5'],
	'DECIMAL(9, 0)': ['-123456789'],
	'DECIMAL(18, 18)': ['-0.000000000000000001', '0.5', '0'],
	FLOAT: ['0.1', '16777216', '3.4028235e38', '1.17549435e-38', '1e-45', "'nan'", "'-inf'", '-0.0'],
	DOUBLE: ['0.1', '1e308', '5e-324', '123456789.125', "'inf'", "'-inf'", "'nan'", '-0.0'],
	VARCHAR: ["''", "'ä 日本 \u{1f600}'", "'a\nb'", "'a' || chr(0) || 'b'"],
	BLOB: ["''", "'\\x00a\\xFF\\x5C''\"'"],
	BIT: ["'0101'", "'1'", "'111111111'"],
	UUID: ["'00000000-0000-0000-0000-000000000001'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"],
	DATE: [
		"'2007-01-15'",
		"'0001-01-01'",
		"'0001-12-31 (BC)'",
		"'0044-03-15 (BC)'",
		"'10000-01-01'",
		"'5881580-07-10'",
		"'5877642-06-25 (BC)'",
		"'2000-02-29'",
		"'infinity'",
		"'-infinity'"
	],
	TIME: ["'00:00:00'", "'03:17:36.000001'", "'23:59:59.999999'", "'24:00:00'"],
	TIMETZ: ["'03:17:36.5+05:30'", "'00:00:00-15:59:59'", "'00:00:00+15:59:59'"],
	INTERVAL: ["'1 year 2 months -3 days 04:05:06.000007'", "'0 seconds'", "'-1 month'"],
	TIMESTAMP: [
		"'2007-01-15 03:17:36'",
		"'1969-12-31 23:59:59.999999'",
		"'0001-01-01'",
		"'9999-12-31 23:59:59.999999'",
		"'10000-01-01'",
		"'0001-12-31 (BC) 23:59:59.5'",
		"'290309-12-22 (BC) 00:00:00'",
		"'294247-01-10 04:00:54.775806'",
		"'infinity'",
		"'-infinity'"
	],
	TIMESTAMP_S: ["'2007-01-15 03:17:36'", "'290000-01-01'", "'infinity'", "'-infinity'"],
	TIMESTAMP_MS: ["'2007-01-15 03:17:36.5'", "'0044-03-15 (BC) 00:00:00'", "'infinity'"],
	TIMESTAMP_NS: ["'2007-01-15 03:17:36.123456789'", "'1677-09-22'", "'-infinity'"],
	TIMESTAMPTZ: ["'2007-01-15 03:17:36.25+05:30'", "'infinity'", "'-infinity'", "'0044-03-15 (BC)'"],
	"ENUM('a', 'ü', '')": ["'a'", "'ü'", "''"],
	'INTEGER[]': ['[1, NULL, -3]', '[]'],
	'VARCHAR[][]': ["[['a, b', NULL], ['[', ''''], []]"],
	'DOUBLE[]': ["[0.1, 'nan'::DOUBLE, 'inf'::DOUBLE]"],
	'INTEGER[3]': ['[1, NULL, 3]'],
	'TIMESTAMP[]': ["['2007-01-15 03:17:36', 'infinity']"],
	'STRUCT(a INTEGER, "b c" VARCHAR, d DECIMAL(9, 2)[])': [
		"{'a': 1, 'b c': 'x, ''y''', 'd': [0.5]}"
	],
	'STRUCT(a STRUCT(b BLOB, c INTERVAL))': ["{'a': {'b': '\\x00'::BLOB, 'c': INTERVAL 1 DAY}}"],
	'MAP(VARCHAR, INTEGER[])': ["MAP {'a=b': [1], 'c': NULL}", 'MAP {}'],
	'MAP(DATE, UUID)': ["MAP {DATE '2007-01-15': '00000000-0000-0000-0000-000000000001'::UUID}"],
	'UNION(n INTEGER, t VARCHAR)': ['union_value(n := 1)', "union_value(t := 'x')"],
	"ENUM('a', 'b')[]": ["['b', NULL]"],
	TIME_NS: ["'03:17:36.123456789'"]
};

/** A query of one column with the values of a type, and NULL, and a second one with DuckDB's text of them. */
export function caseSql(type: string): string {
	const values = [...valueCases[type]!, 'NULL'].map((value) => `(CAST(${value} AS ${type}))`);
	return `SELECT v, v::VARCHAR AS t, row_number() OVER () AS n FROM (VALUES ${values.join(', ')}) AS x(v)`;
}
