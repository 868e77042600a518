import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { opensWhen } from './opens-when.ts';

test('what is folded stays as the reader has it until what opens it becomes another', () => {
	const details = document.createElement('details');
	let rows = $state(0);
	const attach = opensWhen(() => rows > 2);
	const leave = $effect.root(() => {
		$effect(() => void attach(details));
	});
	flushSync();
	expect(details.open).toBe(false);
	details.open = true;
	rows = 1;
	flushSync();
	expect(details.open).toBe(true);
	details.open = false;
	rows = 3;
	flushSync();
	expect(details.open).toBe(true);
	leave();
});
