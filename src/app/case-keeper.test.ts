import { expect, test } from 'vitest';
import { CaseKeeper } from './case-keeper.ts';
import { Notices } from './services/notices.svelte.ts';
import { memoryStorage } from './services/storage.ts';

const first = {
	recipeText: 'a',
	openedText: 'a',
	values: { window: '1 hour' },
	alertId: 'x-1'
};

async function twoTabs() {
	const storage = memoryStorage();
	await storage.changeInvestigation('own', () => ({ workspace: 'own', ...first }));
	const tabs = [new Notices(), new Notices()].map((notices) => {
		const keeper = new CaseKeeper(Promise.resolve(storage), notices);
		keeper.open('own', { workspace: 'own', ...first });
		return { keeper, notices };
	});
	return { storage, a: tabs[0]!, b: tabs[1]! };
}

test('an alert picked in one tab leaves an edit alone that another tab kept meanwhile', async () => {
	const { storage, a, b } = await twoTabs();
	await a.keeper.keep({ ...first, recipeText: 'edited', values: { window: '30 minutes' } });
	await b.keeper.keep({ ...first, alertId: 'x-3' });
	await b.keeper.keep({ ...first, alertId: 'x-2' });
	expect(await storage.investigation('own')).toEqual({
		workspace: 'own',
		openedText: 'a',
		recipeText: 'edited',
		values: { window: '30 minutes' },
		alertId: 'x-2'
	});
	expect(b.notices.all).toEqual([]);
});

test('an edit of what another tab edited too is refused in words, each time, and overwrites nothing', async () => {
	const { storage, a, b } = await twoTabs();
	await a.keeper.keep({ ...first, recipeText: 'of a' });
	await b.keeper.keep({ ...first, recipeText: 'of b' });
	await b.keeper.keep({ ...first, recipeText: 'of b, again' });
	expect(await storage.investigation('own')).toMatchObject({ recipeText: 'of a' });
	expect(b.notices.all.map(({ text }) => text)).toEqual([
		expect.stringMatching(/^the recipe of this case was changed in another tab too/),
		expect.stringMatching(/^the recipe of this case was changed in another tab too/)
	]);
});

test('nothing is written to a case before it is open', async () => {
	const { storage, a } = await twoTabs();
	a.keeper.close();
	await a.keeper.keep({ ...first, recipeText: 'of another case' });
	expect(await storage.investigation('own')).toMatchObject({ recipeText: 'a' });
});

test('two edits of one tab that follow each other at once are both kept, and neither is taken for another tab’s', async () => {
	const { storage, a } = await twoTabs();
	const edits = ['first', 'second', 'third'].map((recipeText) => ({ ...first, recipeText }));
	await Promise.all(edits.map((edit) => a.keeper.keep(edit)));
	expect(await storage.investigation('own')).toMatchObject({ recipeText: 'third' });
	expect(a.notices.all).toEqual([]);
});
