import type { CategoryName } from '#investigation/category.ts';
import type { AlertRow } from '#investigation/result.ts';
import type { Zone } from '#lib/zone.ts';
import type { Command } from './command.ts';
import type { EngineState } from './engine-state.ts';
import type { History } from './history.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Platform } from './platform.ts';
import type { Storage } from './storage.ts';
import type { Stored } from './stored.ts';
import type { Voice } from './voice.svelte.ts';

/** What one place, or the frame, does for others that do not know which it is. */
export interface Capabilities {
	/** All that can be done on the page, with the keys that do it; reading it is reactive. */
	commands(): readonly Command[];
	/** What the analyst called an alert, by its id; reading it is reactive. */
	categories(): ReadonlyMap<string, CategoryName>;
	/** The zone that times are shown in; reading it is reactive. */
	shownZone(): Zone;
}

/** All that a place is given of the rest of the page. */
export interface Services {
	/** What survives a reload. */
	readonly storage: Promise<Storage>;
	readonly history: Pick<History, 'add' | 'tell'>;
	readonly notices: Pick<Notices, 'say' | 'guarded'>;
	readonly voice: Pick<Voice, 'say' | 'tell'>;
	readonly platform: Pick<Platform, 'zone'>;
	/** The alert at hand; null where none is. Reading it is reactive. */
	readonly alert: AlertRow | null;
	/** How a sentence about an alert begins. */
	nameOf(alertId: string): string;
	/** Whether this tab writes the case; says so where it does not. */
	mayChange(): boolean;
	/** The database; reading it is reactive. */
	readonly engine: EngineState;
	/** What is kept in this browser, and how much. @throws where the browser cannot read it */
	stored(): Promise<Stored>;
	/**
	 * Deletes all that is kept in this browser and loads the page anew.
	 * @throws `storage failed` where that cannot be done; where another tab holds the database on disk all stays
	 */
	clearStored(): Promise<void>;
	/** Null where neither a place nor the frame offers it. Not to be asked before every place is open. */
	ask<Name extends keyof Capabilities>(name: Name): Capabilities[Name] | null;
}
