import type { OwnView } from '#engine/store/load.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';

/** A source as it was given, kept so that it is there again after a reload. */
export interface KeptSource {
	/** Stable over reloads. */
	key: string;
	/** The case of the analyst's own that it is of, by its name. */
	workspace: string;
	/** Order in which it was added. */
	order: number;
	name: string;
	modified: number | null;
	/** Null where it is too large to be kept, and its rows are in the database on disk. */
	blob: Blob | null;
	settings: ImportSettings;
	/** Of its rows in the database on disk, and the name that they have there; null where there are none. */
	receipt: Receipt | null;
	view: OwnView | null;
	/** False while what follows from its rows on disk (derived sessions, coverage) is not worked out. */
	settled: boolean;
}

/** A case of the analyst's own that was given a title; the first one may have none. */
export interface KeptCase {
	/** By which its records know it; `own` for the first. */
	name: string;
	title: string;
	/** When it was made, in ISO 8601. */
	made: string;
}

/** Where an investigation stood: one for each incident, one for each case of the analyst's own. */
export interface KeptInvestigation {
	/** Name of the incident, or of the analyst's own case. */
	workspace: string;
	recipeText: string;
	/** As it was opened, before edits. */
	openedText: string;
	values: Record<string, string>;
	alertId: string | null;
}
