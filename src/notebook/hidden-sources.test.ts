import { expect, it } from 'vitest';
import { readRecipe } from '#recipe/read-recipe.ts';
import { checkHidden } from './hidden-sources.ts';

const recipe = readRecipe(`---
lookdeeper: 1
id: h
title: H
paths: { p: { title: P } }
---

\`\`\`sql {query=Fw_1}
SELECT * FROM firewall
\`\`\`
`);

it('a query that is called like a source is refused with its line, whatever the case', () => {
	expect(() => checkHidden(recipe, ['access', 'fw_1'])).toThrow(
		'line 8: the query hides a source of the same name, so nothing was run: Fw_1'
	);
	expect(() => checkHidden(recipe, ['access'])).not.toThrow();
});
