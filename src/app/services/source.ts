import type { LaidAside } from '#engine/store/laid-aside.ts';
import type { OwnView, SourceOrigin } from '#engine/store/load.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';

/** A source as it was given, which its reading changes nothing of. */
interface Given {
	/** Stable while the page is open; of the analyst's own, over reloads as well. */
	readonly key: string;
	readonly name: string;
	/** Null where only its rows were kept since an earlier visit: nothing of its bytes can be shown. */
	readonly file: File | null;
	/** How it was, or is to be, read. */
	readonly settings: ImportSettings;
	readonly origin: SourceOrigin;
	/** What an incident says that this file is. */
	readonly title: string | null;
	/** Name of the analyst's own case with which it is there again after a reload; null where it is of an incident. */
	readonly workspace: string | null;
}

interface Unread {
	readonly state: 'waiting' | 'reading' | 'cancelled';
	readonly receipt: null;
	readonly progress: Progress | null;
}

interface Refused {
	readonly state: 'refused';
	readonly receipt: null;
	readonly progress: null;
	/** Why, in one line. */
	readonly reason: string;
	/** True where the content is not recognised but could be read as a table or as JSON lines. */
	readonly offered: boolean;
}

/** Its rows are in the database. */
interface InDatabase {
	readonly state: 'read';
	readonly receipt: Receipt;
	/** Of another reading, for its native columns; null where there is none. */
	readonly progress: Progress | null;
}

/** Its rows may be in a database that is opened, as an earlier visit or another tab left them there. */
interface Stored {
	readonly state: 'stored';
	/** Of the reading whose rows were left. */
	readonly receipt: Receipt;
	readonly progress: null;
	readonly view: OwnView | null;
	/** Whether what follows from its rows was worked out. */
	readonly settled: boolean;
}

/** It was taken out, and its rows can be had again: there are no bytes to read them from. */
interface Aside {
	readonly state: 'laid aside';
	readonly receipt: Receipt;
	readonly progress: null;
	readonly view: OwnView | null;
	readonly rows: LaidAside;
}

type Reading = Unread | Refused | InDatabase | Stored | Aside;

/** A source: as what it was given, and where it stands on its way into the database and out of it. */
export type Source = Given & Reading;

/** A source in one of its states. */
export type SourceIn<State extends Reading['state']> = Extract<Source, { state: State }>;

export interface Progress {
	/** What is being done: a source is hashed before it is read. */
	pass: 'hash' | 'read';
	done: number;
	all: number;
	/** Bytes a second. */
	rate: number | null;
	/** Seconds. */
	left: number | null;
}

/** A source that waits to be read, whatever became of it before. */
export function waiting(given: Given): Source {
	return withState(given, { state: 'waiting', receipt: null, progress: null });
}

/** The source in another state: nothing of the one before stays. */
export function withState<S extends Reading>(given: Given, reading: S): Given & S {
	const { key, name, file, settings, origin, title, workspace } = given;
	return { key, name, file, settings, origin, title, workspace, ...reading };
}
