import type { OpenPlaces } from './open-places.ts';
import type { CaseActs, CaseState } from './services/case-state.ts';
import type { DataState, SourceActs } from './services/data-state.ts';
import type { EngineState } from './services/engine-state.ts';
import type { HistoryState } from './services/history-state.ts';
import type { AlertsState, InvestigationState, RunActs } from './services/investigation-state.ts';
import type { Services } from './services/services.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { RecipeState, RecipeActs } from './services/recipe-state.ts';
import type { SetAside } from './services/storage/set-aside.ts';
import type { Voice } from './services/voice.svelte.ts';

/**
 * What the page shows and what can be done on it. Components take this (or parts of it) and nothing else,
 * so that they can be tested with a stand-in. All getters are reactive.
 */
export interface Workbench extends CaseActs, SourceActs, RecipeActs, RunActs {
	/** What is opened by itself, each with a state of its own. */
	readonly places: OpenPlaces;
	/** What the places are given of the page. */
	readonly services: Services;
	/** What was just done, by the page or a place of it. */
	readonly voice: Voice;
	readonly engine: EngineState;
	/** Starts the database that was lost too often, or could not be started, with all that is in the case. */
	startDatabase(): Promise<void>;
	/** Sentences that the analyst should read, newest last; each can be dismissed. */
	readonly notices: Pick<Notices, 'all' | 'dismiss'>;

	/** What was kept and cannot be used. */
	readonly setAside: readonly SetAside[];
	deleteAside(record: SetAside): Promise<void>;

	readonly case: CaseState;
	readonly data: DataState;
	readonly alerts: AlertsState;
	readonly recipe: RecipeState;
	readonly investigation: InvestigationState;

	readonly history: HistoryState;
}
