import { createRawSnippet, flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { show, textOf } from '#test/support/show.ts';
import Folded from './Folded.svelte';

it('what is folded is not drawn before somebody unfolds it', () => {
	let drawn = 0;
	const children = createRawSnippet(() => {
		drawn++;
		return { render: () => '<p>The story</p>' };
	});
	const page = show(Folded, { summary: 'More', children });
	expect([drawn, textOf(page)]).toEqual([0, 'More']);
	const details = page.querySelector('details')!;
	details.open = true;
	details.dispatchEvent(new Event('toggle'));
	flushSync();
	expect([drawn, textOf(page)]).toEqual([1, 'More The story']);
});
