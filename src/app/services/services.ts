import type { PickedFlow } from '#cells/shown.ts';
import type { CategoryName } from '#investigation/category.ts';
import type { RecordPlace } from '#investigation/record-place.ts';
import type { StopBook } from '#investigation/stops.ts';
import type { Zone } from '#lib/zone.ts';
import type { MenuItem } from '#ui/menu.ts';
import type { ValueSpot } from '#ui/value-spot.ts';
import type { CaseActs, CaseState } from './case-state.ts';
import type { Command } from './command.ts';
import type { DataState, SourceActs } from './data-state.ts';
import type { EngineState } from './engine-state.ts';
import type { History } from './history.svelte.ts';
import type { AlertsState, InvestigationState, RunActs } from './investigation-state.ts';
import type { Notices } from './notices.svelte.ts';
import type { Pins } from './pins.ts';
import type { Platform } from './platform.ts';
import type { RecipeState, RecipeActs } from './recipe-state.ts';
import type { Selection } from './selection.ts';
import type { PlacePart, Slot } from './slot.ts';
import type { Storage } from './storage.ts';
import type { Stored } from './stored.ts';
import type { Voice } from './voice.svelte.ts';

/** What one place, or the frame, does for others that do not know which it is. */
export interface Capabilities {
	/** All that can be done on the page, with the keys that do it; reading it is reactive. */
	commands(): readonly Command[];
	/** Shows a place in the middle of the page, by its name. */
	openPlace(name: string): void;
	/** Takes files in: archives are unpacked, recipes are opened, all else is read as a source. */
	takeFiles(files: readonly File[]): Promise<void>;
	/** Reads text that was pasted. */
	takeText(text: string): void;
	/** Lets the analyst choose files to take in; of some endings alone where they are named, as `.md,.markdown`. */
	chooseFiles(accept?: string): void;
	/** Lets the analyst choose a folder, whose files are taken in. */
	chooseFolder(): void;
	/** Puts recipes on the shelf, where none of them runs. */
	keepRecipes(files: readonly File[]): Promise<void>;
	/** Ways to hand the recipe at hand over to others. */
	shares(): readonly MenuItem[];
	/** What the analyst called an alert, by its id; reading it is reactive. */
	categories(): ReadonlyMap<string, CategoryName>;
	/** The zone that times are shown in; reading it is reactive. */
	shownZone(): Zone;
	/** Evidence of the alert at hand. */
	pins(): Pins;
	/** Shows the bytes of a record. */
	openBytes(place: RecordPlace): void;
	/** Shows what was said in a flow, of which packets are loaded. */
	followStream(flow: PickedFlow): void;
	/** Opens the menu of a value, at the value. */
	openPivot(spot: ValueSpot): void;
	/** The rows that are selected on all of the page; reading it is reactive. */
	selection(): Selection;
	/** Asks whether all that is kept of a case is to be deleted, or the case with it; resolves once that is done, or not wanted. */
	removeCase(does: 'empty' | 'delete', name: string, title: string): Promise<void>;
	/** Goes to the list of alerts, to find words in it or, for null, what will be typed. */
	findAlerts(words: string | null): void;
	/** Has another alert at hand and shows what is asked of it. */
	openAlert(alertId: string): void;
	/** Shows what is asked of the alert at hand, and puts the focus on a step of it; on none where none is named. */
	showSteps(cell?: string): void;
}

/** All that a place is given of the rest of the page. */
export interface Services {
	/** What survives a reload. */
	readonly storage: Promise<Storage>;
	readonly history: Pick<History, 'add' | 'tell'>;
	readonly notices: Pick<Notices, 'say' | 'guarded'>;
	readonly voice: Pick<Voice, 'say' | 'tell'>;
	readonly platform: Pick<Platform, 'zone'>;
	/** The database; reading it is reactive, as of all the states here. */
	readonly engine: EngineState;
	readonly case: CaseState;
	readonly data: DataState;
	readonly alerts: AlertsState;
	readonly recipe: RecipeState;
	readonly investigation: InvestigationState;
	readonly cases: CaseActs;
	readonly sources: SourceActs;
	readonly recipes: RecipeActs;
	readonly runs: RunActs;
	/** Statements that are not asked again by themselves. */
	readonly stops: StopBook;
	/** What is kept in this browser, and how much. @throws where the browser cannot read it */
	stored(): Promise<Stored>;
	/**
	 * Deletes all that is kept in this browser and loads the page anew.
	 * @throws `storage failed` where that cannot be done; where another tab holds the database on disk all stays
	 */
	clearStored(): Promise<void>;
	/** Null where neither a place nor the frame offers it. Not to be asked before every place is open. */
	ask<Name extends keyof Capabilities>(name: Name): Capabilities[Name] | null;
	/** What of all the places stands in a part of the page. Not to be asked before every place is open. */
	parts(slot: Slot): readonly PlacePart[];
}
