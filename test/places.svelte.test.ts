import { mount, unmount } from 'svelte';
import { describe, expect, it } from 'vitest';
import type { InvestigationResult, PathResult } from '#investigation/result.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { OpenPlaces } from '../src/app/open-places.ts';
import type { Place, PlaceState } from '../src/app/place.ts';
import type { Slot } from '../src/app/services/slot.ts';
import { places } from '../src/app/places/index.ts';
import { StandInServices } from './support/stand-in-services.svelte.ts';
import { done, notebook, resultOf } from './support/page-samples.ts';
import { expectAccessible } from './support/show.ts';
import { foldersIn } from './support/source-files.ts';

function opened(): { all: OpenPlaces; services: StandInServices } {
	const services = new StandInServices();
	const result = resultOf((path) => ({ ...path, steps: path.steps.slice(0, 1) }));
	services.investigation = done(result);
	const notebook = onlyWith(result);
	const incoming = { notebook, text: '', from: '', isChecked: true };
	services.recipe = { ...services.recipe, notebook, incoming };
	return { all: services.places, services };
}

/** The recipe without the steps that a result lacks: each of them takes its time to be looked through. */
function onlyWith({ paths }: InvestigationResult): Notebook {
	const stepsOf = (all: readonly PathResult[]) =>
		all.flatMap(({ steps }) => steps.map(({ cell }) => cell));
	const kept = new Set(stepsOf(paths));
	const dropped = new Set(stepsOf(resultOf().paths).filter((cell) => !kept.has(cell)));
	const pieces = notebook.pieces.filter(
		(piece) => piece.type !== 'cell' || !dropped.has(piece.spec.id)
	);
	return { ...notebook, pieces };
}

function pressText({
	press
}: {
	press?: { key: string; mod?: boolean; shift?: boolean; within?: string };
}) {
	return press === undefined
		? null
		: JSON.stringify([press.key, press.mod ?? false, press.shift ?? false, press.within ?? '']);
}

it('every folder is a place, of its own name', () => {
	expect(places.map(({ name }) => name).toSorted()).toEqual(foldersIn('src/app/places').toSorted());
});

it('commands of all places have ids and keys that no other has', () => {
	const { commands, aims } = opened().all;
	const ids = [...commands, ...aims].map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	const keys = commands.map(pressText).filter((key) => key !== null);
	expect(new Set(keys).size).toBe(keys.length);
});

it('nothing that is kept has two owners, and no capability is offered twice', () => {
	const kept = places.flatMap(({ keeps }) => keeps.map(keptText));
	expect(new Set(kept).size).toBe(kept.length);
	const offers = opened().all.all.flatMap(({ state }) => Object.keys(state.offers ?? {}));
	expect(new Set(offers).size).toBe(offers.length);
});

describe.each(places.map((place) => [place.name, place] as const))('place %s', (name, place) => {
	it('says what it is, and stands somewhere', () => {
		expect(place.meaning).toMatch(/^[^.]{10,}$/);
		expect(place.title).not.toBe('');
		expect(Object.keys(place.parts).includes('main')).toBe(place.title !== null);
		for (const kept of place.keeps) {
			const words = 'setting' in kept ? [kept.what] : Object.values(kept.collection.words);
			for (const word of words) expect(word).toMatch(/^[^.]{4,}$/);
			expect(kept.since).toMatch(/^\d+\.\d+\.\d+$/);
		}
	});

	it.each(Object.keys(place.parts) as Slot[])(
		'shows itself at %s, and keeps nobody out',
		async (slot) => {
			const { all } = opened();
			const { Part, state } = all.in(slot).find((each) => each.name === name)!;
			const target = document.body.appendChild(document.createElement('main'));
			const shown = mount(Part, { target, props: { state } });
			await new Promise((resolve) => setTimeout(resolve));
			// What stands over the page, and what is selected, is there when it is asked for.
			expect(target.textContent?.trim() === '').toBe(slot === 'over' || slot === 'selection');
			await expectAccessible(target);
			await unmount(shown);
			target.remove();
		}
	);

	it('can be opened twice with nothing shared', () => {
		const [one, other] = [opened(), opened()].map(({ all }) => stateOf(all, place));
		expect(one).not.toBe(other);
	});

	it('comes up where nothing was kept, and writes nothing by that', async () => {
		const { all, services } = opened();
		await stateOf(all, place).load?.();
		expect(services.writes).toEqual([]);
	});

	it('goes over to another case, follows another tab and keeps anew, and writes nothing that it does not say it keeps', async () => {
		const { all, services } = opened();
		const state = stateOf(all, place);
		await state.load?.();
		await state.enter?.('another');
		await state.refresh?.();
		await state.heedRows?.();
		await state.keepAnew?.();
		expect(services.writes.filter((written) => !isDeclared(written))).toEqual([]);
	});

	function isDeclared(written: string): boolean {
		return place.keeps.map(keptText).some((kept) => `${written} `.startsWith(`${kept} `));
	}

	it('writes nothing but what it says that it keeps, whatever is done there', async () => {
		const { all, services } = opened();
		for (const { act } of stateOf(all, place).commands) act();
		await new Promise((resolve) => setTimeout(resolve));
		expect(services.writes.filter((written) => !isDeclared(written))).toEqual([]);
	});
});

function stateOf({ all }: OpenPlaces, place: Place): PlaceState {
	return all.find((each) => each.place === place)!.state;
}

/** The beginning of what is written for it. */
function keptText(kept: Place['keeps'][number]): string {
	return 'setting' in kept ? `settings ${kept.setting}` : kept.collection.name;
}
