import { expect, it } from 'vitest';
import { commandsOf } from '../src/app/frame/commands.ts';
import { keysOf, type KeyEntry } from '../src/app/frame/keys.ts';
import { StandInServices } from './support/stand-in-services.svelte.ts';

/** Where a key is one of the page, whatever has the focus. */
const ANYWHERE = 'Anywhere';

function entries(): KeyEntry[] {
	const page = { show: () => undefined, open: () => undefined };
	return keysOf(commandsOf(new StandInServices(), page));
}

function held({ mod, alt, shift, key }: KeyEntry): string {
	return [mod ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', key].filter(Boolean).join('+');
}

/** What each key does, by where it does it. */
function byPlace(): Record<string, [string, string][]> {
	const places: Record<string, [string, string][]> = {};
	for (const entry of entries())
		(places[entry.where ?? ANYWHERE] ??= []).push([held(entry), entry.does]);
	return places;
}

/** The keys of a place that stand for something of the whole page elsewhere, and do the like there. */
const alike = ['j', 'k', 'Enter', 's'];

it('the table of keys: lanes, data, alerts and Explore share those of the page, the notebook and the alert have their own', () => {
	const keys = Object.entries(byPlace()).map(([place, all]) => [place, all.map(([key]) => key)]);
	expect(Object.fromEntries(keys)).toEqual({
		[ANYWHERE]: 'e x u j k Enter s t d r . q / l 0 9 g Ctrl+z Ctrl+Shift+z Ctrl+k ?'.split(' '),
		'In the notebook':
			'v j k Enter p Shift+Enter s z a b m Alt+ArrowUp Alt+ArrowDown D Delete'.split(' '),
		'With the focus on the alert; the same again takes it off': 'F1 F2 F3 F4 F5 F6 F7 F8 F9'.split(
			' '
		)
	});
});

it('no key does two things in one place, and none of a place hides another thing of the page', () => {
	const { [ANYWHERE]: page = [], ...places } = byPlace();
	for (const [place, keys] of Object.entries({ ...places, page })) {
		const names = keys.map(([key]) => key).toSorted();
		expect([place, names]).toEqual([place, [...new Set(names)]]);
	}
	const ofPage = new Set(page.map(([key]) => key));
	const hidden = Object.values(places).flatMap((keys) => keys.filter(([key]) => ofPage.has(key)));
	expect(hidden.map(([key]) => key)).toEqual(alike);
});

it('each key says what it does, and where that is not on the whole page it says where', () => {
	for (const { does, within, where } of entries()) {
		expect(does).not.toBe('');
		expect(where === undefined).toBe(within === undefined);
	}
});
