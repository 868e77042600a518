import { describe, expect, it } from 'vitest';
import { alternativesOf } from './alternatives.ts';
import { readPattern } from './pattern.ts';

function read(pattern: string) {
	const { found, others } = alternativesOf(readPattern(pattern));
	const values = found.map(({ value, conditions }) => [value, ...conditions].join(' & '));
	return others ? [...values, '…'] : values;
}

describe('a pattern', () => {
	it.each([
		["[ipv4-addr:value='a']", ['a']],
		["[ ( ipv4-addr:value = 'a' OR url:value = 'b' ) AND url:x = 1 ]", ['a & url:x = 1', 'b & url:x = 1']],
		["[ipv4-addr:value = 'a' AND url:x = 1 OR url:value = 'b']", ['a & url:x = 1', 'b']],
		["[ipv4-addr:value = 'a'] OR ([url:value = 'b'])", ['a', 'b']],
		["[domain-name:value IN ('a', 'b')]", ['a', 'b']],
		["[url:value = 'it\\'s \\\\']", ["it's \\"]],
		["[file:hashes.'SHA-256' = 'a' AND file:hashes.MD5 = 'b']", ['a', 'b']],
		["[file:hashes.ssdeep = 'a']", ['…']],
		["[file:hashes.MD5 = 'a' AND (file:name = 'b' OR ipv4-addr:value = 'c')]", ['…']],
		["[ipv4-addr:value NOT = 'a']", ['…']],
		["[ipv4-addr:value = 'a' OR ipv4-addr:value LIKE 'b%']", ['a', '…']],
		["[EXISTS url:value]", ['…']],
		["[file:extensions.'windows-pebinary-ext'.sections[*].entropy > 7.0]", ['…']],
		["[file:created = t'2026-01-04T10:20:30Z']", ['…']]
	])('%s looks for %j', (pattern, expected) => expect(read(pattern)).toEqual(expected)); // prettier-ignore

	it.each([
		'',
		'[]',
		'[',
		"[ipv4-addr:value = 'a]",
		"[ipv4-addr:value 'a']",
		"[ipv4-addr:value = 'a'] AND [url:value = 'b']",
		"[ipv4-addr:value = 'a'] START t'2026-01-04T10:20:30Z' STOP t'2026-01-05T10:20:30Z'",
		"[ipv4-addr:value = 'a']]",
		`${'['.repeat(3)}ipv4-addr:value = 'a'${']'.repeat(3)}`,
		`${'('.repeat(5000)}[ipv4-addr:value = 'a']${')'.repeat(5000)}`
	])('%j is none that can be read', (pattern) =>
		expect(() => readPattern(pattern)).toThrow(/^pattern /)
	);
});
