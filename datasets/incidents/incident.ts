/**
 * What `incident.json` in the folder of an incident says. It is written by `npm run incidents`; the story
 * beside it is written by hand.
 */
export interface Incident {
	/** Kebab-case, the name of its folder. */
	readonly name: string;
	readonly title: string;
	/** The one question it asks of whoever investigates it. */
	readonly question: string;
	/** Id of the recipe that it is made for. */
	readonly recipe: string;
	/** The alert that it begins with: a source of the incident and a record of that source, from 1. */
	readonly alert: { readonly source: string; readonly record: number };
	readonly sources: readonly IncidentSource[];
	/** Every record of every source is covered by exactly one of these. */
	readonly facts: readonly IncidentFact[];
	readonly truth: IncidentTruth;
}

/** Told in the discussion of January 2007, or invented for Lookdeeper. */
export type FactOrigin = 'known' | 'synthetic';

export interface IncidentSource {
	/** Path within the folder of the incident, with `/`. */
	readonly file: string;
	/** What it is, in words. */
	readonly title: string;
	/** `mixed` where some of its facts are known and some are invented. */
	readonly origin: FactOrigin | 'mixed';
	readonly settings: IncidentSettings;
}

/** What has to be said about a source to read it; an absent value leaves the default. */
export interface IncidentSettings {
	/** Format to read it with, whatever its content looks like. */
	readonly as?: string;
	/** Zone of times that name none. */
	readonly zone?: string;
	/** Year of times that name none. */
	readonly year?: number;
	/** Address or name of the machine that wrote it. */
	readonly host?: string;
}

/** What some records of a source state, and where that comes from. */
export interface IncidentFact {
	/** A sentence without a full stop. */
	readonly fact: string;
	readonly origin: FactOrigin;
	/** `file` of a source. */
	readonly source: string;
	/** Ranges of record numbers, from 1, both ends included, in order. */
	readonly records: readonly (readonly [first: number, last: number])[];
	/** What in these records is invented although their fact is known; absent where nothing is. */
	readonly invented?: string;
}

/** How the paths of the recipe should end, and what that teaches. Verdicts are the words of a recipe. */
export interface IncidentTruth {
	readonly triage: { readonly verdict: string };
	readonly 'deep-dive': { readonly verdict: string };
	/** Which path ends where it should. */
	readonly right: 'both' | 'triage' | 'deep-dive';
	readonly lesson: string;
}
