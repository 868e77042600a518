import type { Zone } from '#lib/zone.ts';
import type { History } from './history.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Platform } from './platform.ts';
import type { Storage } from './storage.ts';
import type { Voice } from './voice.svelte.ts';

/** What one place, or the frame, does for others that do not know which it is. */
export interface Capabilities {
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
	/** Null where no place that is open offers it. Not to be asked before every place is open. */
	ask<Name extends keyof Capabilities>(name: Name): Capabilities[Name] | null;
}
