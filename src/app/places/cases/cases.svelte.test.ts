import { expect, test } from 'vitest';
import { StandInServices } from '#test/support/stand-in-services.svelte.ts';
import { click, expectAccessible, find, settled, show, textOf } from '#test/support/show.ts';
import CaseDialogs from './CaseDialogs.svelte';
import CaseSwitcher from './CaseSwitcher.svelte';
import { CasesPlace } from './cases-place.svelte.ts';

const mail = { name: 'case-00000001', title: 'Mail server <b>' };

function shown() {
	const services = new StandInServices();
	services.ownCases = [...services.ownCases, mail];
	const state = new CasesPlace(services);
	const page = document.createElement('div');
	page.append(show(CaseSwitcher, { state }), show(CaseDialogs, { state }));
	document.body.append(page);
	return { services, state, page };
}

test('the name of the case is in sight; its menu leads to the others and says which is open', async () => {
	const { services, page } = shown();
	click(page, 'button', 'Case: Own case');
	const entries = [...page.querySelectorAll('[role=menuitem]')].map(textOf);
	expect(entries).toEqual([
		...['Own case open', 'Mail server <b>'],
		...['New case…', 'Rename this case…', 'Empty this case…', 'Delete this case…'],
		'Sample: Block-listed source touched a host'
	]);
	await expectAccessible(page);
	click(page, '[role=menuitem]', 'Own case');
	expect(services.log).toEqual([]);
	click(page, 'button', 'Case: Own case');
	click(page, '[role=menuitem]', 'Mail server');
	expect(services.log).toEqual(['open case case-00000001']);
	expect(page.querySelector('[role=menu]')).toBeNull();
});

test('a new case is asked for its name, with one that is free; without a name none is made', async () => {
	const { services, state, page } = shown();
	state.commands.find(({ id }) => id === 'case new')!.act();
	await settled();
	const field = find(page, '#case-title') as HTMLInputElement;
	expect(field.value).toBe('Case 3');
	await expectAccessible(page);
	field.value = '   ';
	field.dispatchEvent(new Event('input', { bubbles: true }));
	find(page, 'form').dispatchEvent(new Event('submit', { cancelable: true }));
	expect(services.log).toEqual([]);
	field.value = ' Break-in ';
	field.dispatchEvent(new Event('input', { bubbles: true }));
	find(page, 'form').dispatchEvent(new Event('submit', { cancelable: true }));
	await settled();
	expect(services.log).toEqual(['make case Break-in']);
	expect(page.querySelector('dialog')).toBeNull();
});

test('a case is emptied or deleted once it was told what is lost, and a person said so', async () => {
	const { services, state, page } = shown();
	const asked = state.offers.removeCase('delete', 'own', 'Own case');
	await settled();
	expect(textOf(find(page, 'dialog'))).toContain('Gone for good: the database on disk.');
	await expectAccessible(page);
	click(page, 'dialog button', 'Keep it');
	await asked;
	expect(services.log).toEqual([]);
	const again = state.offers.removeCase('empty', mail.name, mail.title);
	await settled();
	expect(textOf(find(page, 'dialog'))).toContain('Nothing is kept of it.');
	click(page, 'dialog button', 'Empty it');
	await again;
	expect(services.log).toEqual(['empty case case-00000001']);
});

test('what is kept of a case and cannot be looked at is no reason to say that nothing is', async () => {
	const { services, state, page } = shown();
	services.stored = () => Promise.reject(new Error('the disk is broken'));
	void state.offers.removeCase('delete', 'own', 'Own case');
	await settled();
	expect(textOf(find(page, 'dialog'))).toContain('cannot be looked at: the disk is broken');
});

test('a sample is neither renamed nor deleted: it is begun anew', () => {
	const { services, state } = shown();
	services.case = {
		...services.case,
		...{ name: 'block-listed-source', isOwn: false, title: 'Sample: Block-listed source' }
	};
	expect(state.commands.map(({ title }) => title)).toEqual(['New case', 'Begin this sample anew']);
	expect(state.aims.map(({ title }) => title)).toEqual(['Own case', 'Mail server <b>']);
});
