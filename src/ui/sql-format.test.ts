import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '#engine/sql/tokens.ts';
import { formatted } from './sql-format.ts';

const words = (sql: string) => tokensOf(sql).map(({ from, to }) => sql.slice(from, to));

describe('a statement that is formatted', () => {
	it('stands as one would write it', () => {
		expect(formatted('select a,b from t where a=1 and b in (select c from u)').sql).toBe(
			'select\n\ta,\n\tb\nfrom\n\tt\nwhere\n\ta = 1\n\tand b in (\n\t\tselect\n\t\t\tc\n\t\tfrom\n\t\t\tu\n\t)'
		);
	});

	it('keeps the blanks around it, as of a block of a recipe', () => {
		expect(formatted('\nselect 1\n\n').sql).toBe('\nselect\n\t1\n\n');
	});

	it.each([
		"select e'a\\'b' from t",
		"select $$ ; $$, $q$ ' $q$",
		'select "a ""b" from t qualify row_number() over (partition by a) = 1',
		'from t select a -- why\nwhere b /* c */ = 1',
		'select list_transform(l, lambda x: x + 1), [x for x in l], a.b.c, l[1:2], x::int from t asof join u using (k)',
		"select * exclude (a) replace (b as c) from t pivot (sum(v) for n in ('a'))",
		"select 'a'\n'b'"
	])('is left as it is, or has the same words in the same order: %s', (sql) => {
		const { sql: after, refused } = formatted(sql);
		if (after === null) expect(refused).toMatch(/^The statement stays as it is written/);
		else expect(words(after)).toEqual(words(sql));
	});

	it('means the same, whatever is written', () => {
		const pieces = fc.constantFrom(
			...`select|from|where|a|"b c"|'it''s'|'x'|1.5e-3|(|)|,|::|->|-- c\n|/* d */|and|or|between|=|<>|!~|*|.|[|]|{|}|:|e'\\\\'|$$ x $$|join|using|case|when|end|;|\n|-|||case`.split(
				'|'
			)
		);
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 14 }), fc.boolean(), (parts, spaced) => {
				const sql = parts.join(spaced ? ' ' : '');
				const { sql: after } = formatted(sql);
				if (after !== null) expect(words(after)).toEqual(words(sql));
			}),
			{ numRuns: 300 }
		);
	});
});
