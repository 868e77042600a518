import { notValid, path, required, sqlSpec, valuesOf } from '../attributes.ts';
import type { Block, CellKind, SqlSpec } from '../cell.ts';

const attributes = { path: required(path, 'triage') };

/**
 * Sums a path up in one word of OCSF's finding verdicts (verdict_id of the Incident Finding class). It is
 * a check over the relation `steps`, the answers of its path for the current alert.
 */
export default {
	name: 'verdict',
	title: 'Verdict',
	meaning: 'sums a path up in one word, from the relation steps',
	attributes,
	draft: {
		language: 'sql',
		body: `SELECT CASE WHEN bool_or(outcome = 'concern') THEN 'suspicious'
            WHEN bool_and(outcome = 'clear') THEN 'disregard'
            ELSE 'insufficient data' END AS outcome,
       string_agg(because, '; ' ORDER BY position) FILTER (WHERE outcome = 'concern') AS because
FROM steps`
	},
	read,
	ask: ({ sql }) => sql,
	concludes: {
		outcomes: [
			'false positive',
			'true positive',
			'disregard',
			'suspicious',
			'benign',
			'test',
			'insufficient data',
			'security risk',
			'duplicate',
			'other'
		],
		closing: {
			words: ['false positive', 'disregard', 'benign', 'test', 'duplicate'],
			instead: 'insufficient data'
		}
	}
} satisfies CellKind<SqlSpec>;

function read(block: Block): SqlSpec {
	const values = valuesOf(attributes, block);
	const [path, ...others] = values.path;
	if (path === undefined || others.length > 0)
		throw notValid('a verdict belongs to exactly one path, as in {verdict path=triage}');
	return sqlSpec({ ...block, id: block.id ?? `verdict-${path}` }, values);
}
