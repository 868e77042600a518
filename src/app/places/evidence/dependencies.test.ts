import { expect, test } from 'vitest';
import { readRecipe } from '#recipe/read-recipe.ts';
import { dependenciesOf } from './dependencies.ts';

const notebook = readRecipe(`---
lookdeeper: 1
id: small
title: Small
parameters:
  window: { type: interval, default: 1 hour, label: Time }
  severity: { type: integer, default: 7, label: Level }
  many: { type: integer, default: 3, label: Many }
paths:
  triage: { title: Triage, stop: end }
---

\`\`\`sql {trust=shut claim="the port is shut" review=2026-03-01 needs=sessions}
SELECT 'confirmed' AS outcome, '' AS because FROM sessions
\`\`\`

\`\`\`sql {query=loud}
SELECT * FROM host WHERE severity >= getvariable('severity')
\`\`\`

\`\`\`sql {check=exposure path=triage needs=policy trust=shut}
SELECT 'clear' AS outcome, policy_action('fw', '', '', 'tcp', 1) AS because FROM loud
\`\`\`

\`\`\`sql {verdict path=triage}
SELECT 'disregard' AS verdict, '' AS because FROM steps
\`\`\`
`);

test('an answer stands on what it reads, through other cells, macros and claims too', () => {
	const footing = dependenciesOf(notebook, 'exposure')!;
	expect([...footing.tables].sort()).toEqual(['host', 'policy', 'sessions']);
	expect(footing.sql).toContain('FROM host');
});

test('a parameter that nothing asks for is no part of it', () => {
	expect(dependenciesOf(notebook, 'exposure')!.parameters).toEqual(['window', 'severity']);
});

test('a cell that is not there stands on nothing', () => {
	expect(dependenciesOf(notebook, 'gone')).toBeNull();
});
