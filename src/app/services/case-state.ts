/** Which case is open. */
export interface CaseState {
	/** `own`, or the incident's. */
	readonly name: string;
	readonly isOwn: boolean;
	/** What a person knows it by. */
	readonly title: string;
	/** Whether this tab writes the case, or another does and this one reads it. */
	readonly role: CaseRole;
	/** Whether what is kept of it is still on its way: what is not on the page yet may be there all the same. */
	readonly isOpening: boolean;
	/** What a sample hides: the analyst's own case; null where that is open, or there is none. */
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

/** What is kept of the analyst's own case. */
export interface OwnCase {
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
	openIncident(name: string): Promise<void>;
	/** Back to the analyst's own files, and all that was done with them. */
	openOwnCase(): Promise<void>;
	/** Writes the case here, which another tab wrote so far. */
	takeOver(): Promise<void>;
	/** Whether this tab writes the case; says so where it does not. */
	mayChange(): boolean;
	/** Takes the last edit of this visit to the case back. */
	undo(): Promise<void>;
	/** Does again what was taken back last. */
	redo(): Promise<void>;
}
