import type { Component } from 'svelte';
import type { Command } from './services/command.ts';
import type { Collection } from './services/storage/collection.ts';
import type { Capabilities, Services } from './services/services.ts';
import type { Slot } from './services/slot.ts';

/** A setting of the browser that a place keeps for the next visit. */
export interface KeptSetting {
	/** Its key among the settings. */
	setting: string;
	/** In words, as it is named where the analyst looks at what is kept. */
	what: string;
	/** The version of Lookdeeper that kept it first: what that one wrote is still read. */
	since: string;
}

/** A collection of records of its own that a place keeps. */
export interface OwnCollection {
	collection: Collection;
	/** Of which case each record is; where it is of none, every tab writes it and hears what others wrote. */
	of: 'a case' | 'no case';
	/** The version of Lookdeeper that kept it first: what that one wrote is still read. */
	since: string;
}

/** What a place is while the page is open. All getters are reactive. */
export interface PlaceState {
	/** Brings back what was kept. @throws what the storage throws */
	load?(): Promise<void>;
	/** Goes over to another case, with what was kept of it. @throws what the storage throws */
	enter?(caseName: string): Promise<void>;
	/** What another tab kept in its collection is what there is. @throws what the storage throws */
	refresh?(): Promise<void>;
	/** Rows came or went, and this tab writes the case: what was waiting for rows may be there. */
	heedRows?(): Promise<void>;
	/** What was kept may be gone, and is kept anew. */
	keepAnew?(): Promise<void>;
	/** What can be done here: the palette and the keys derive from it. */
	readonly commands: readonly Command[];
	/** What can be gone to by its words alone, of which there may be many. */
	readonly aims?: readonly Command[];
	/** Whether its part `first` must be seen to before anything else. */
	readonly isFirst?: boolean;
	/** A word or a number beside its title in the rail; empty for none. */
	readonly badge?: string;
	/** What it does for others. */
	readonly offers?: Partial<Capabilities>;
}

/** A part of the page that brings all of itself: a folder of `places/`, whose `index.ts` is this. */
export interface Place<State extends PlaceState = PlaceState> {
	/** That of its folder. */
	name: string;
	/** As it stands in the rail, and in the palette; null where it is in neither. */
	title: string | null;
	/** One sentence, without a full stop: what it is there for. */
	meaning: string;
	/** Where it stands in the rail: those with less stand above. */
	order: number;
	/** Whether there is nothing to show in the middle before there are sources. */
	needsSources?: boolean;
	/** Parts of other places that stand above its own in the middle, where there are sources. */
	below?: readonly ('time' | 'selection')[];
	keeps: readonly (KeptSetting | OwnCollection)[];
	/** Its state, with nothing kept brought back yet. */
	open(services: Services): State;
	parts: Partial<Record<Slot, Component<{ state: State }>>>;
}

/** Holds that the parts of a place take the state that it opens; nobody else has to know that type. */
export function place<State extends PlaceState>(described: Place<State>): Place {
	return described as unknown as Place;
}
