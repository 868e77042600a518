import { oneAnswer } from '../answer.ts';
import { date, requiredText, sqlSpec, stepAttributes, text, valuesOf } from '../attributes.ts';
import type { Block, CellKind, Claim, SqlSpec } from '../cell.ts';

const attributes = {
	claim: requiredText('the claim as a sentence', 'nothing answers on 4899'),
	owner: text('who answers for it'),
	source: text('where it is written down'),
	review: date('date after which it no longer holds unreviewed'),
	...stepAttributes
};

const outcomes = ['confirmed', 'contradicted', 'untestable'];

/** A block that claims something. */
export interface TrustSpec extends SqlSpec {
	claim: Claim;
}

/** A claim that prevention makes, with SQL that looks for a contradiction to it. */
export default {
	name: 'trust',
	title: 'Trust',
	meaning: 'a claim that prevention makes, and SQL that looks for a contradiction',
	attributes,
	draft: {
		language: 'sql',
		body: `SELECT CASE WHEN count(*) > 0 THEN 'contradicted' ELSE 'confirmed' END AS outcome,
       counted(count(*), 'session') || ' to this port were answered' AS because
FROM sessions
WHERE dst_ip = alert.dst_ip AND dst_port = alert.dst_port AND answered IS DISTINCT FROM false
  AND ts BETWEEN alert.ts - INTERVAL 1 HOUR AND alert.ts + INTERVAL 1 HOUR`
	},
	read,
	ask: ({ sql }) => sql,
	claims: {
		outcomes,
		value: (rows) => oneAnswer(rows, { name: 'trust', outcomes }),
		of: ({ claim }) => claim
	}
} satisfies CellKind<TrustSpec>;

function read(block: Block): TrustSpec {
	const { claim, owner, source, review, ...common } = valuesOf(attributes, block);
	return {
		...sqlSpec(block, common),
		claim: { sentence: claim, owner, source, reviewBy: review }
	};
}
