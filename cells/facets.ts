import type { Expected } from './answer.ts';
import type { CellKind } from './cell.ts';

/** What a kind does for others, known to the types. */
type With<Facet extends keyof CellKind> = CellKind & Required<Pick<CellKind, Facet>>;

export function lists(kind: CellKind): kind is With<'lists'> {
	return kind.lists !== undefined;
}

export function answers(kind: CellKind): kind is With<'answers'> {
	return kind.answers !== undefined;
}

export function claims(kind: CellKind): kind is With<'claims'> {
	return kind.claims !== undefined;
}

export function concludes(kind: CellKind): kind is With<'concludes'> {
	return kind.concludes !== undefined;
}

/** Whether a path asks it as a step. */
export function isStep(kind: CellKind): boolean {
	return kind.answers !== undefined || kind.lists !== undefined;
}

/** Whether it is shown where it stands, and not as a step, a claim or the end of a path. */
export function standsAlone(kind: CellKind): boolean {
	if (lists(kind)) return kind.lists.atOnce;
	return !answers(kind) && !claims(kind) && !concludes(kind);
}

/** What it must give in one row; without outcomes where it gives none. */
export function expectedOf({ name, answers, claims, concludes }: CellKind): Expected {
	return { name, outcomes: (answers ?? claims ?? concludes)?.outcomes ?? [] };
}
