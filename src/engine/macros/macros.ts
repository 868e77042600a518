import { attackMacro } from './attack-macro.ts';
import { decodedUrlMacro } from './decoded-url-macro.ts';
import { inForceMacro } from './in-force-macro.ts';
import { newServiceMacro } from './new-service-macro.ts';
import { policyMacros } from './policy-macros.ts';

/**
 * `ip_num` is an address as an unsigned 128-bit number (null for text that is none); `in_cidr` is false
 * between families and true for `any`; `is_private` follows RFC 1918, RFC 4193, RFC 6598 and the loopback
 * and link-local ranges. `grouped(11916)` is `11,916`, `counted(2, 'alert')` is `2 alerts`. `policy_action` and
 * `in_force`: see there.
 */
export const macros: readonly string[] = [
	// `format` makes a DOUBLE of a DECIMAL, and loses digits.
	`CREATE MACRO grouped(number) AS CASE WHEN typeof(number) LIKE 'DECIMAL%' THEN number::VARCHAR
		ELSE format('{:,}', number) END`,
	`CREATE MACRO counted(number, noun) AS grouped(number) || ' ' || noun || CASE WHEN number = 1 THEN '' ELSE 's' END`,
	// Each macro is written out wherever it is used, and to plan a statement takes longer than to answer it: hence no
	// call twice where one does.
	// Of IPv6 each group is brought to four digits; 32 of them are what a UUID is, whose bytes are the number.
	`CREATE MACRO ip_num(ip) AS CASE WHEN contains(ip, ':')
		THEN TRY_CAST(regexp_replace(
			replace(':' || replace(ip, '::', ':' || repeat('0:', 8 - (length(ip) - length(replace(ip, ':', ''))))), ':', ':0000'),
			':0*([0-9a-fA-F]{4})', '\\1', 'g') AS UUID)::BLOB::BIT::UHUGEINT
		ELSE try(list_dot_product(string_split(ip, '.')::UTINYINT[]::DOUBLE[], [16777216, 65536, 256, 1]))::UHUGEINT END`,
	`CREATE MACRO host_bits(cidr) AS CASE WHEN contains(cidr, '/')
		THEN TRY_CAST((CASE WHEN contains(cidr, ':') THEN 128 ELSE 32 END)
			- TRY_CAST(split_part(cidr, '/', 2) AS UTINYINT) AS UHUGEINT)
		ELSE 0 END`,
	`CREATE MACRO in_cidr(ip, cidr) AS CASE
		WHEN cidr = 'any' THEN ip IS NOT NULL
		WHEN contains(ip, ':') <> contains(cidr, ':') THEN false
		ELSE xor(ip_num(ip), ip_num(split_part(cidr, '/', 1))) >> host_bits(cidr) = 0 END`,
	// In the text of the address: nine of `in_cidr` would be too many.
	`CREATE MACRO is_private(ip) AS CASE WHEN ip_num(ip) IS NOT NULL THEN regexp_matches(lower(ip),
		'^(10\\.|127\\.|192\\.168\\.|169\\.254\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.'
		|| '|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1$)') END`,
	// What a reason says that stands in another need not be said again.
	`CREATE MACRO unanswered(outcome, lowered, because, place) AS list_reduce(
		flatten(list(coalesce(lowered, [because]) ORDER BY place) FILTER (WHERE outcome = 'unknown')),
		lambda said, reason: CASE WHEN contains('; ' || said || '; ', '; ' || reason || '; ') THEN said ELSE said || '; ' || reason END)`,
	inForceMacro,
	decodedUrlMacro,
	attackMacro,
	newServiceMacro,
	...policyMacros
];

/** The macros that recipes may use. */
export const macroNames: readonly string[] = macros.map(
	(sql) => /^CREATE MACRO (\w+)/.exec(sql)![1]!
);
