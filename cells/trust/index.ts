import {
	commonSpec,
	dateOf,
	needsAttribute,
	notValid,
	pathAttribute,
	withinAttribute
} from '../attributes.ts';
import type { Block, CellKind, CellSpec } from '../cell.ts';

/** A claim that prevention makes, with SQL that looks for a contradiction to it. */
export default {
	name: 'trust',
	title: 'Trust',
	meaning: 'a claim that prevention makes, and SQL that looks for a contradiction',
	role: 'claim',
	attributes: [
		{ name: 'claim', meaning: 'the claim as a sentence', required: true },
		{ name: 'owner', meaning: 'who answers for it', required: false },
		{ name: 'source', meaning: 'where it is written down', required: false },
		{ name: 'review', meaning: 'date after which it no longer holds unreviewed', required: false },
		pathAttribute,
		needsAttribute,
		withinAttribute
	],
	outcomes: ['confirmed', 'contradicted', 'untestable'],
	fill
} satisfies CellKind;

function fill(block: Block): CellSpec {
	const sentence = block.attributes.get('claim') ?? null;
	if (sentence === null) throw notValid('claim is missing, as in claim="nothing answers on 4899"');
	return {
		...commonSpec(block),
		// Its own attribute has the name under which a check lists what it leans on.
		trusts: [],
		claim: {
			sentence,
			owner: block.attributes.get('owner') ?? null,
			source: block.attributes.get('source') ?? null,
			reviewBy: dateOf(block, 'review')
		}
	};
}
