import { expect, test, vi } from 'vitest';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import { expectAccessible, find, settled, show } from '#test/support/show.ts';
import Notes from './Notes.svelte';
import { NotesState } from './notes-state.svelte.ts';

async function open(services = new StandInServices(), caseName = 'own') {
	const state = new NotesState(services);
	await state.enter(caseName);
	const page = show(Notes, { state });
	return { services, state, field: find(page, 'textarea') as HTMLTextAreaElement, page };
}

function type(field: HTMLTextAreaElement, text: string): void {
	field.value = text;
	field.dispatchEvent(new Event('input', { bubbles: true }));
}

test('notes are kept with their case, and another case has its own', async () => {
	const { field, services, page } = await open();
	field.value = 'asked <b>web team</b>';
	field.dispatchEvent(new Event('change', { bubbles: true }));
	await settled();
	await expectAccessible(page);
	expect((await open(services)).field.value).toBe('asked <b>web team</b>');
	expect((await open(services, 'another')).field.value).toBe('');
});

test('what is being typed when another case is opened is none of that case', async () => {
	vi.useFakeTimers();
	const { field, state } = await open();
	type(field, 'of the case before');
	await state.enter('another');
	await vi.advanceTimersByTimeAsync(1500);
	vi.useRealTimers();
	await settled();
	expect([field.value, state.text]).toEqual(['', '']);
});

test('a stretch of writing is kept at a pause and can be taken back', async () => {
	vi.useFakeTimers();
	const { field, services, state } = await open();
	type(field, 'one');
	type(field, 'one and two');
	await vi.advanceTimersByTimeAsync(1500);
	vi.useRealTimers();
	await settled();
	expect(state.text).toBe('one and two');
	await services.history.undo();
	expect(state.text).toBe('');
	await services.history.redo();
	expect(state.text).toBe('one and two');
});
