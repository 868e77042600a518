import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { settled, show, textOf } from '#test/support/show.ts';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { stepToolsOf } from '../../services/step-tools.ts';
import StandingCells from './StandingCells.svelte';

const notebook = readRecipe(`---
lookdeeper: 1
id: beside
title: Beside
paths: { p: { title: P } }
---

\`\`\`md {note=above}
Some words
\`\`\`

\`\`\`sql {table=speakers}
SELECT src_ip FROM firewall
\`\`\`
`);

function stand(asking: boolean, held: boolean) {
	const services = new StandInServices();
	const asked: string[] = [];
	let key = $state('first');
	const tools = {
		...stepToolsOf(services),
		rowsKeyOf: () => key,
		ask: async (sql: string) => {
			asked.push(sql);
			return { columns: [{ name: 'src_ip', type: 'text' as const }], rows: [['192.0.2.1']] };
		}
	};
	const props = $state({ notebook, tools, asking, label: 'Beside', held });
	const turn = (to: string) => {
		key = to;
		flushSync();
	};
	return { page: show(StandingCells, props), props, asked, turn };
}

it('what has rows and stands on no path asks for them once the run is over, and for others after the next', async () => {
	const { page, props, asked, turn } = stand(true, true);
	await settled();
	expect(asked).toEqual([]);
	expect(textOf(page)).toContain('waiting');
	props.held = false;
	await settled();
	expect(textOf(page)).toContain('192.0.2.1');
	const before = asked.length;
	props.held = true;
	turn('of another alert');
	await settled();
	expect(asked).toHaveLength(before);
	expect(textOf(page)).not.toContain('192.0.2.1');
	props.held = false;
	await settled();
	expect(asked.length).toBeGreaterThan(before);
});

it('what asks nothing stands there at once, and apart from what does', async () => {
	const quiet = stand(false, true);
	await settled();
	expect(textOf(quiet.page)).toBe('Some words');
});
