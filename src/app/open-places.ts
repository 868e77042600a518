import type { OwnCollection, Place, PlaceState } from './place.ts';
import type { Command } from './services/command.ts';
import type { Collection } from './services/storage/collection.ts';
import { ownCollections } from './services/storage/own-collections.ts';
import type { Capabilities, Services } from './services/services.ts';
import type { PlacePart, Slot } from './services/slot.ts';

/** A place and what it is now. */
export interface OpenPlace {
	place: Place;
	state: PlaceState;
}

/** The places of this page, opened side by side: what is done with all of them is done here, and none is named. */
export class OpenPlaces {
	readonly all: readonly OpenPlace[];
	#frame: Partial<Capabilities> = {};

	constructor(places: readonly Place[], services: Services) {
		this.all = places.map((place) => ({ place, state: place.open(services) }));
	}

	/** Of what kinds the records are that this page keeps. */
	get collections(): readonly Collection[] {
		return [...ownCollections, ...keptByPlaces(this.all.map(({ place }) => place))];
	}

	/** What brings back what each has kept: all of them, side by side. */
	get loads(): (() => Promise<void>)[] {
		return this.all.map(
			({ state }) =>
				async () =>
					state.load?.()
		);
	}

	/** What goes over to another case: all of them, side by side. */
	enters(caseName: string): (() => Promise<void>)[] {
		return this.all.map(
			({ state }) =>
				async () =>
					state.enter?.(caseName)
		);
	}

	/**
	 * Another tab kept something in the collection of that name; null where it may have kept anything.
	 * @param writes whether this tab writes the case: what was kept of a case is then its own already
	 */
	async refresh(collection: string | null, writes: boolean): Promise<void> {
		const isHeard = (own: OwnCollection) =>
			collection === null ||
			(own.collection.name === collection && (own.of === 'no case' || !writes));
		const heard = this.all.filter(({ place }) => collectionsOf(place).some(isHeard));
		await Promise.all(heard.map(({ state }) => state.refresh?.()));
	}

	async heedRows(): Promise<void> {
		await Promise.all(this.all.map(({ state }) => state.heedRows?.()));
	}

	async keepAnew(): Promise<void> {
		await Promise.all(this.all.map(({ state }) => state.keepAnew?.()));
	}

	get commands(): Command[] {
		return this.all.flatMap(({ state }) => state.commands);
	}

	get aims(): Command[] {
		return this.all.flatMap(({ state }) => state.aims ?? []);
	}

	/** Those that can be gone to, in the order of the rail. */
	get titled(): { name: string; title: string; badge: string }[] {
		return this.all.flatMap(({ place: { name, title }, state: { badge = '' } }) =>
			title === null ? [] : [{ name, title, badge }]
		);
	}

	/** What the frame does for the places. */
	offer(capabilities: Partial<Capabilities>): void {
		this.#frame = capabilities;
	}

	ask<Name extends keyof Capabilities>(name: Name): Capabilities[Name] | null {
		for (const { state } of this.all) {
			const offered = state.offers?.[name];
			if (offered !== undefined) return offered;
		}
		return this.#frame[name] ?? null;
	}

	/** The components that stand in a part of the frame, each with its state. */
	in(slot: Slot): PlacePart[] {
		return this.all.flatMap(({ place: { name, parts }, state }) => {
			const Part = parts[slot] as PlacePart['Part'] | undefined;
			return Part === undefined ? [] : [{ name, Part, state }];
		});
	}
}

function collectionsOf({ keeps }: Place): OwnCollection[] {
	return keeps.filter((kept) => 'collection' in kept);
}

/** What places keep of their own. */
export function keptByPlaces(places: readonly Place[]): Collection[] {
	return places.flatMap((place) => collectionsOf(place).map(({ collection }) => collection));
}
