import type { LastWord } from './history.svelte.ts';

export interface HistoryState {
	canUndo: boolean;
	canRedo: boolean;
	/** What was just done or taken back; null where nothing was, or it was heard. */
	said: LastWord | null;
	/** Says a sentence that is about no edit. */
	tell(text: string): void;
	heard(): void;
}
