import type { Engine, StoredIn } from '#engine/duckdb/engine.ts';
import type { Tabs } from './tabs.ts';

/** A database on disk, as a browser gives it to this origin: each case has its own. */
export interface DiskPlace {
	/** Name of its file. */
	readonly file: string;
	/** @returns null once this page has it, or why it cannot be had */
	take(wanted: number): Promise<string | null>;
	leave(): void;
	erase(): Promise<void>;
	/** Bytes of it; null where there is none. */
	size(): Promise<number | null>;
}

/** What the page hands in, so that all of this also runs where there is none. */
export interface Platform {
	/** @param disk what a database on disk is opened from */
	openEngine(place: StoredIn, disk: DiskPlace): Promise<Engine>;
	/** That of a case of the analyst's own, the same each time. */
	disk(caseName: string): DiskPlace;
	tabs: Tabs;
	/** The page's address, with query and fragment. */
	address(): URL;
	/** IANA name of the zone that this machine's clocks are in. */
	zone(): string;
	/** Bytes that the browser counts for all that this page keeps; null where it does not say. */
	usage(): Promise<number | null>;
	/** Loads the page anew, as somebody sees it who was never here. */
	startAnew(): void;
	/** Changes the address without loading anything. */
	setAddress(url: URL): void;
	/** Changes the address too, as a step that Back takes back. */
	pushAddress(url: URL): void;
	/** Says when Back, Forward, or a link put into the address changed it. */
	onAddress(heard: () => void): void;
}
