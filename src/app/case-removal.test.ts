import { expect, test } from 'vitest';
import { CaseRemoval } from './case-removal.ts';
import { memoryStorage } from './services/storage.ts';

async function given(isHeld: boolean) {
	const done: string[] = [];
	const storage = memoryStorage();
	const stand = { recipeText: '---', openedText: '---', values: {}, alertId: null };
	await storage.changeInvestigation('case-1', () => ({ workspace: 'case-1', ...stand }));
	const removal = new CaseRemoval({
		storage: Promise.resolve(storage),
		platform: {
			disk: (file) => ({
				file,
				size: async () => 7,
				take: async () => null,
				erase: async () => void done.push(`erase ${file}`),
				leave: () => undefined
			}),
			tabs: {
				channel: { post: () => undefined, onMessage: () => undefined },
				rights: {
					ask: async (name) => {
						done.push(`ask ${name}`);
						const release = () => void done.push('release');
						return isHeld ? null : { lost: new Promise(() => undefined), release };
					}
				}
			}
		}
	});
	return { done, storage, removal };
}

test('a case that no tab has open is taken away with its database on disk', async () => {
	const { done, storage, removal } = await given(false);
	await removal.ofOther('case-1');
	expect(done).toEqual(['ask lookdeeper case case-1', 'erase case-1', 'release']);
	expect(await storage.investigation('case-1')).toBeNull();
});

test('of a case that another tab has open nothing is taken away, and that is said', async () => {
	const { storage, removal } = await given(true);
	await expect(removal.ofOther('case-1')).rejects.toThrow('another tab has this case open');
	expect(await storage.investigation('case-1')).not.toBeNull();
});
