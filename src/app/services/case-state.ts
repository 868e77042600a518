/** Which case is open. */
export interface CaseState {
	/** By which what is kept knows it. */
	readonly name: string;
	readonly isOwn: boolean;
	/** What a person knows it by. */
	readonly title: string;
	/** Whether this tab writes the case, or another does and this one reads it. */
	readonly role: CaseRole;
	/** Whether what is kept of it is still on its way: what is not on the page yet may be there all the same. */
	readonly isOpening: boolean;
	/** What a sample hides: the case of the analyst's own that was open last; null where one is open, or there is none. */
	readonly own: OwnCase | null;
}

/**
 * `asking`: it is not known yet whether another tab writes it. `taking over`: the tab that writes keeps first what it
 * has at hand.
 */
export type CaseRole = 'asking' | 'writes' | 'reads' | 'taking over';

const onlyRead: Readonly<Record<CaseRole, string | undefined>> = {
	asking: 'It is not known yet whether another tab writes this case.',
	writes: undefined,
	reads: 'Another tab writes this case: take over to change it here.',
	'taking over': 'This case is being taken over from the tab that writes it.'
};

/** Why a case may not be changed here; undefined where it may. */
export function whyOnlyRead(role: CaseRole): string | undefined {
	return onlyRead[role];
}

/** A case of the analyst's own. */
export interface OwnCaseEntry {
	name: string;
	title: string;
}

/** What is kept of a case of the analyst's own. */
export interface OwnCase {
	title: string;
	files: number;
	/** Title of its recipe; null where it is the one that a case begins with. */
	recipe: string | null;
}

export interface IncidentEntry {
	name: string;
	title: string;
	question: string;
	/** Markdown. */
	story: string;
	lesson: string;
}

/** The ways from one case to another, and what is done with the one that is open as a whole. */
export interface CaseActs {
	readonly incidents: readonly IncidentEntry[];
	/** Those of the analyst's own, in the order in which they were made. */
	readonly ownCases: readonly OwnCaseEntry[];
	openIncident(name: string): Promise<void>;
	/** Back to the analyst's own files, and all that was done with them, in the case that was open last. */
	openOwnCase(): Promise<void>;
	/** Opens a case of the analyst's own. */
	openCase(name: string): Promise<void>;
	/** Makes a case with nothing in it, and opens it. */
	makeCase(title: string): Promise<void>;
	renameCase(name: string, title: string): Promise<void>;
	/** Deletes all that is kept of a case, or of what was done with an incident; the case itself stays. */
	emptyCase(name: string): Promise<void>;
	/** Deletes a case of the analyst's own with all that is kept of it. */
	deleteCase(name: string): Promise<void>;
	/** Writes the case here, which another tab wrote so far. */
	takeOver(): Promise<void>;
	/** Whether this tab writes the case; says so where it does not. */
	mayChange(): boolean;
	/** Takes the last edit of this visit to the case back. */
	undo(): Promise<void>;
	/** Does again what was taken back last. */
	redo(): Promise<void>;
}
