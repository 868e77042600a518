import { describe, expect, it } from 'vitest';
import { recipeFragment } from '#recipe/share-link.ts';
import { RecipeDesk, type RecipeDeskParts } from './recipe-desk.ts';
import { Notices } from './services/notices.svelte.ts';

/** A desk whose address is what was given last, with the notices of its page and the recipe that waits. */
function desk() {
	const notices = new Notices();
	let address = new URL('http://localhost/');
	const recipe = {
		incoming: null as { text: string } | null,
		announce: ({ text }: { text: string }) => (recipe.incoming = { text }),
		dismissIncoming: () => (recipe.incoming = null)
	};
	const platform = {
		address: () => new URL(address),
		setAddress: (other: URL) => void (address = other)
	};
	const made = new RecipeDesk({ notices, recipe, platform } as unknown as RecipeDeskParts);
	return {
		recipe,
		texts: () => notices.all.map(({ text }) => text),
		say: (text: string) => notices.say('warning', text),
		open(hash: string) {
			address.hash = hash;
			return made.announceLink();
		}
	};
}

const good = recipeFragment('# A recipe');
const damaged = `${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}`;

describe('what is said of a damaged link', () => {
	it('goes from the page once another link could be read, and nothing else does', async () => {
		const { open, say, texts, recipe } = desk();
		say('something else');
		await open(damaged);
		expect(texts()).toEqual(['something else', expect.stringContaining('the link is damaged')]);
		await open(good);
		expect([texts(), recipe.incoming?.text]).toEqual([['something else'], '# A recipe']);
	});

	it('stands once, however many came, and stays where an address without a recipe follows', async () => {
		const { open, texts } = desk();
		await open(damaged);
		await open(damaged);
		await open('');
		expect(texts()).toEqual([expect.stringContaining('the link is damaged')]);
	});
});
