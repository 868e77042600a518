import { describe, expect, it } from 'vitest';
import { cellKinds } from '#cells/index.ts';
import { completionsAt } from './complete.ts';
import { readRecipe } from './read-recipe.ts';

const notebook = readRecipe(`---
lookdeeper: 1
id: small
title: Small
paths: { triage: { title: Triage }, deep-dive: { title: Deep dive } }
---

\`\`\`sql {query=speakers}
SELECT 1
\`\`\`

\`\`\`sql {trust=closed claim="it is closed"}
SELECT 'confirmed' AS outcome, 'so' AS because
\`\`\`
`);

/** What is offered where `|` stands, and from which column on it takes the place of what is typed. */
function offered(line: string) {
	const column = line.indexOf('|');
	const found = completionsAt(line.replace('|', ''), column, notebook);
	return found && { from: found.from, texts: found.all.map(({ text }) => text) };
}

describe('in the first line of a block', () => {
	it('the kinds are offered first', () => {
		const texts = cellKinds.map(({ name }) => `${name}=`);
		expect(offered('```sql {|')).toEqual({ from: 8, texts });
		expect(offered('```sql {qu|}')).toEqual({ from: 8, texts });
	});

	it.each(cellKinds)(
		'those attributes of the kind $name that it does not have yet, with their meaning',
		(kind) => {
			const line = '```sql {' + `${kind.name}=x path=triage `;
			const { all } = completionsAt(line, line.length, notebook)!;
			const others = Object.entries(kind.attributes).filter(([name]) => name !== 'path');
			expect(all.map(({ text, meaning }) => [text, meaning])).toEqual(
				others.map(([name, { meaning }]) => [`${name}=`, meaning])
			);
		}
	);

	it('what an attribute may be, and what of the recipe it may name, also behind a comma and in quotes', () => {
		expect(offered('```sql {check=a within=|')?.texts).toEqual(['window', 'moment']);
		expect(offered('```sql {check=a path=triage,de|}')).toEqual({
			from: 28,
			texts: ['triage', 'deep-dive']
		});
		expect(offered('```sql {check=a trust="x, |')).toEqual({ from: 26, texts: ['closed'] });
		expect(offered('```sql {check=a rows=|')?.texts).toEqual(['speakers']);
	});

	it('nothing where any text will do, in another line, and of a kind that there is not', () => {
		expect(offered('```sql {check=a open="in w|')?.texts).toEqual([]);
		expect(offered('SELECT {|')).toBeNull();
		expect(offered('```sql |{check=a}')).toBeNull();
		expect(offered('```sql {cheque=a |')).toBeNull();
	});
});
