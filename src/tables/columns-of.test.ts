import { describe, expect, it } from 'vitest';
import { columnsOfDomain, domainOfOwn, holdsNames, tellingColumns } from './columns-of.ts';
import { namesOf } from './columns/column-row.ts';
import { domains } from './columns/domain.ts';
import { commonColumns, eventTableNames, eventTables } from './event-tables.ts';

describe.each(eventTableNames)('the columns of %s', (table) => {
	const { columns } = eventTables[table];

	it('have a name each, a meaning and a domain', () => {
		expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
		for (const { name, meaning, domain } of columns) {
			expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
			expect(meaning, name).toMatch(/\S/);
			expect(domains, name).toHaveProperty([domain]);
		}
	});

	it('begin with those that every table has', () => {
		const names = columns.slice(0, commonColumns.length).map(({ name }) => name);
		expect(names).toEqual(commonColumns.map(({ name }) => name));
	});

	it('are called by no name that another of them is called by', () => {
		const called = tellingColumns(table).flatMap(({ name, synonyms }) =>
			(synonyms ?? []).map((synonym) => ({ name, synonym }))
		);
		const twice = called.filter(
			({ name, synonym }, i) =>
				called.findIndex((other) => other.synonym === synonym) !== i ||
				tellingColumns(table).some((other) => other.name !== name && isOwnName(other.name, synonym))
		);
		expect(twice).toEqual([]);
	});

	/** A server's own address is what a client addressed, where the source has no other column of that. */
	function isOwnName(column: string, synonym: string): boolean {
		return column !== 'server_ip' && column.replaceAll('_', '') === synonym;
	}

	it('are called by plain names', () => {
		const names = columns.flatMap(namesOf);
		expect(names.filter((name) => !/^[a-z0-9]+$/.test(name))).toEqual([]);
	});
});

it('a name that means a column in whatever source means one domain', () => {
	const all = eventTableNames.flatMap((table) => eventTables[table].columns);
	const meant = new Map<string, Set<string>>();
	for (const { sure, domain } of all)
		for (const name of sure) meant.set(name, (meant.get(name) ?? new Set()).add(domain));
	expect([...meant].filter(([, domainsOf]) => domainsOf.size > 1)).toEqual([]);
	expect(domainOfOwn('Client-IP')).toBe('address');
	expect(domainOfOwn('words')).toBeNull();
});

it('the columns of a domain are found in each table, none of those that say nothing there', () => {
	expect(columnsOfDomain('web', 'address')).toEqual(['src_ip', 'dst_ip', 'server_ip']);
	expect(columnsOfDomain('assets', 'address')).toEqual(['ip']);
	expect(columnsOfDomain('files', 'hash')).toEqual(['md5', 'sha1', 'sha256']);
});

it('numbers that name things are told from those that count', () => {
	const names = ['dst_port', 'port_from', 'first_port', 'sid', 'event_id', 'my_id', 'byte_offset'];
	expect(names.filter((name) => !holdsNames(name))).toEqual([]);
	const counts = ['bytes', 'src_packets', 'count', 'duration', 'sessions', 'max_bytes', 'toString'];
	expect(counts.filter(holdsNames)).toEqual([]);
});
