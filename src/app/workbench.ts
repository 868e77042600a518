import type { OpenPlaces } from './open-places.ts';
import type { HistoryState } from './services/history-state.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { Services } from './services/services.ts';
import type { SetAside } from './services/storage/set-aside.ts';
import type { Voice } from './services/voice.svelte.ts';

/** What the frame is made of: the places, what they are given, and what it shows itself. All getters are reactive. */
export interface Workbench {
	/** What is opened by itself, each with a state of its own. */
	readonly places: OpenPlaces;
	readonly services: Services;
	readonly history: HistoryState;
	/** What was just done, by the page or a place of it. */
	readonly voice: Voice;
	/** Sentences that the analyst should read; each can be dismissed. */
	readonly notices: Pick<Notices, 'all' | 'dismiss'>;
	/** What was kept and cannot be used. */
	readonly setAside: readonly SetAside[];
	deleteAside(record: SetAside): Promise<void>;
	/** Starts the database that was lost too often, or could not be started, with all that is in the case. */
	startDatabase(): Promise<void>;
}
