import type { OwnView } from '#engine/store/load.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import type { CategoryName } from '#investigation/category.ts';
import type { AlertRow } from '#investigation/result.ts';
import type { FrozenAlert, WakingRow } from '#investigation/wake-condition.ts';

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

/** The category that the analyst gave an alert of a workspace. */
export interface KeptCategory {
	workspace: string;
	alertId: string;
	name: CategoryName;
}

/** A question that the analyst asks of the data of a case, on no path. */
export interface KeptQuestion {
	id: string;
	workspace: string;
	/** Where it stands among the others: those with less stand above. */
	order: number;
	title: string;
	sql: string;
}

/** An alert that was put off, as it was then. */
export interface Deferred {
	id: string;
	/** ISO 8601 UTC. */
	at: string;
	reason: string;
	alert: AlertRow;
	/** Every column that it had; absent in entries from before that was kept, whose conditions know `alert` alone. */
	frozen?: FrozenAlert;
	/** Verdicts at that time, by path title. */
	verdicts: Readonly<Record<string, string | null>>;
	/** What the analyst called it at that time; null for nothing, absent in entries from before there were categories. */
	category?: CategoryName | null;
	wake: string | null;
	/** True as long as its condition gives a row. */
	awake: boolean;
	/** The first row that woke it, and when (ISO 8601 UTC); null while it sleeps, absent in older entries. */
	wokenBy?: (WakingRow & { at: string }) | null;
	/** What was wrong with the condition; null where nothing was. */
	wakeFailure: string | null;
}
