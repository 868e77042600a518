import type { OwnView } from '#engine/store/load.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';

/** A source as it was given, kept so that it is there again after a reload. */
export interface KeptSource {
	/** Stable over reloads. */
	key: string;
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

/** Where an investigation stood: one for each incident, one for the analyst's own files. */
export interface KeptInvestigation {
	/** Name of the incident; `own` for the analyst's own files. */
	workspace: string;
	recipeText: string;
	/** As it was opened, before edits. */
	openedText: string;
	values: Record<string, string>;
	alertId: string | null;
}
