import { unreadable } from '#lib/unreadable.ts';
import type { AsaDefinitions } from './definitions.ts';
import type { ListEntry } from './list-entry.ts';
import { readExtended, readStandard, unknownRule, type AccessRule } from './rule.ts';
import { AsaWords } from './words.ts';

/** Lists about frames that are no IP packets, and about what a portal shows. */
const otherTypes = /^(?:ethertype|webtype)$/;

/** Whether a line of this type is of a list about IP packets. */
export function isAboutPackets(type: string | null): boolean {
	return type === null || !otherTypes.test(type);
}

/** The rule that a line of an access list says, unknown where it is not wholly understood. Throws where it is none. */
export function ruleOfEntry(
	{ type, text, problem }: ListEntry,
	definitions: AsaDefinitions
): AccessRule {
	if (problem !== null) return unknownRule(problem);
	const words = new AsaWords(text);
	if (type === 'standard') return readStandard(words, definitions);
	if (type === 'extended') return readExtended(words, definitions);
	if (type !== null && otherTypes.test(type))
		throw unreadable('a list about something else than IP packets', type);
	const rule = readExtended(words, definitions);
	const doubt =
		type === null
			? unreadable('neither extended nor standard, so that its masks are of PIX or IOS', text)
			: unreadable('a list of this type is not wholly read', type);
	return type === null ? ofAnyMask(doubt.message, rule) : inDoubt(doubt.message, rule);
}

/** The rule where it is not known what becomes of the packets that it is about. */
export function inDoubt(problem: string, rule: AccessRule): AccessRule {
	return { ...rule, action: 'unknown', problem: rule.problem ?? problem };
}

/** A mask may be written the other way round, so that addresses narrow nothing. */
function ofAnyMask(problem: string, rule: AccessRule): AccessRule {
	const matches = rule.matches.map(({ proto, ports }) => ({ src: null, dst: null, proto, ports }));
	return { action: 'unknown', matches, problem: rule.problem ?? problem };
}
