import type { RuleTable } from './rules.ts';

/**
 * What becomes of what a check or a claim says, under missing data and broken trust: the one table of it, read for one
 * alert by a function and for every alert by the database.
 */

const as = <Name extends string>(fact: Name) => ({ fact });
const word = (text: string) => ({ word: text });

const ofClaims = {
	/** What its SQL said. */
	said: 'text',
	because: 'text',
	/** Why it is about what is not loaded. */
	away: 'text',
	/** What is missing of the tables that it needs, and of those and all others that it reads, in order. */
	needed: 'list',
	unseen: 'list',
	/** When its review is due, as text and as a day, and the day of the alert. */
	review: 'text',
	reviewDay: 'day',
	alertDay: 'day'
} as const;

/**
 * A claim about what is not loaded says nothing of this data, whatever its SQL says. Of the others, a contradiction
 * stands whatever else is missing; one whose review was due before the alert has run out; a claim whose data is
 * missing cannot be confirmed.
 */
export const claimRules: RuleTable<typeof ofClaims, 'outcome' | 'because'> = {
	facts: ofClaims,
	rules: [
		{
			when: [{ fact: 'away', given: true }],
			then: { outcome: word('untestable'), because: as('away') }
		},
		{
			when: [{ fact: 'said', is: ['contradicted'] }],
			then: { outcome: as('said'), because: as('because') }
		},
		{
			when: [{ fact: 'reviewDay', before: 'alertDay' }],
			then: {
				outcome: word('expired'),
				because: { sentence: [word('its review was due on '), as('review')] }
			}
		},
		{
			when: [{ fact: 'said', is: ['untestable'] }],
			then: { outcome: as('said'), because: { joined: ['because', 'unseen'] } }
		},
		{
			when: [{ fact: 'needed', given: true }],
			then: { outcome: word('untestable'), because: { joined: ['needed'] } }
		},
		{ when: [], then: { outcome: as('said'), because: as('because') } }
	]
};

const ofLeaning = {
	/** The sentence of the claim. */
	claim: 'text',
	/** What became of it; absent where its SQL failed. */
	outcome: 'text',
	because: 'text',
	away: 'text'
} as const;

const theClaim = [word('the claim “'), as('claim'), word('” ')] as const;
const broken = { fact: 'outcome', is: ['contradicted', 'expired'] } as const;

/**
 * Why what leans on a claim is not clear: it is broken, or could not be tested. Absent where it may be clear;
 * `untested` is then the claim, where this data cannot test it.
 */
export const leaningRules: RuleTable<typeof ofLeaning, 'reason' | 'untested'> = {
	facts: ofLeaning,
	rules: [
		{
			when: [
				{ fact: 'outcome', given: false },
				{ fact: 'away', given: false }
			],
			then: { reason: { sentence: [...theClaim, word('could not be tested')] }, untested: null }
		},
		{
			when: [broken, { fact: 'because', given: true }],
			then: {
				reason: {
					sentence: [...theClaim, word('is '), as('outcome'), word(': '), as('because')]
				},
				untested: null
			}
		},
		{
			when: [broken],
			then: { reason: { sentence: [...theClaim, word('is '), as('outcome')] }, untested: null }
		},
		{
			when: [{ fact: 'outcome', is: ['confirmed'] }],
			then: { reason: null, untested: null }
		},
		{ when: [], then: { reason: null, untested: as('claim') } }
	]
};

const ofSteps = {
	said: 'text',
	/** What is missing of the tables that it needs, and why the claims that it leans on do not hold, in order. */
	against: 'list',
	/** What is missing of all that it reads, in order. */
	unseen: 'list',
	/** The claims that it leans on and this data cannot test, in order. */
	untested: 'list'
} as const;

/**
 * What is clear becomes unknown where anything stands against it, and else takes on trust what could not be tested; of
 * what was unknown it is told what was missing.
 */
export const stepRules: RuleTable<typeof ofSteps, 'outcome' | 'lowered' | 'untested'> = {
	facts: ofSteps,
	rules: [
		{
			when: [
				{ fact: 'said', is: ['clear'] },
				{ fact: 'against', given: true }
			],
			then: { outcome: word('unknown'), lowered: as('against'), untested: null }
		},
		{
			when: [{ fact: 'said', is: ['clear'] }],
			then: { outcome: as('said'), lowered: null, untested: as('untested') }
		},
		{
			when: [{ fact: 'said', is: ['unknown'] }],
			then: { outcome: as('said'), lowered: as('unseen'), untested: null }
		},
		{ when: [], then: { outcome: as('said'), lowered: null, untested: null } }
	]
};

const ofSupposed = {
	/** What is supposed in the place of the answer, and in that of one that is clear. */
	forced: 'text',
	forcedIfClear: 'text',
	outcome: 'text',
	said: 'text',
	because: 'text',
	lowered: 'list',
	untested: 'list'
} as const;

/** A step as it would stand in a scenario. Of one that is unknown by its own word, what was missing stands in its sentence. */
export const supposedRules: RuleTable<
	typeof ofSupposed,
	'outcome' | 'because' | 'lowered' | 'untested'
> = {
	facts: ofSupposed,
	rules: [
		{
			when: [{ fact: 'forced', given: true }],
			then: { outcome: as('forced'), because: null, lowered: null, untested: null }
		},
		{
			when: [{ fact: 'said', is: ['unknown'] }],
			then: {
				outcome: as('outcome'),
				because: { joined: ['because', 'lowered'] },
				lowered: null,
				untested: null
			}
		},
		{
			when: [
				{ fact: 'outcome', is: ['clear'] },
				{ fact: 'forcedIfClear', given: true }
			],
			then: {
				outcome: as('forcedIfClear'),
				because: as('because'),
				lowered: null,
				untested: null
			}
		},
		{
			when: [],
			then: {
				outcome: as('outcome'),
				because: as('because'),
				lowered: as('lowered'),
				untested: as('untested')
			}
		}
	]
};
