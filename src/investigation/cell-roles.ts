import type { Role } from '#cells/cell.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Step } from './result.ts';

/** What is asked on a path, in its order: checks, and lists of rows. */
export function stepCellsOf(cells: readonly Cell[], path: string): Cell[] {
	return cells.filter(({ kind, spec }) => isStepRole(kind.role) && spec.paths.includes(path));
}

/** Whether a cell of that role is a step of the paths that it names. */
export function isStepRole(role: Role): role is Step['role'] {
	return role === 'answer' || role === 'rows';
}

/** Whether a cell decides a question. */
export function isAnswer({ kind }: Cell): boolean {
	return kind.role === 'answer';
}

/** The claims that a check leans on. */
export function claimsOf(cells: readonly Cell[], check: Cell): Cell[] {
	return cells.filter(
		({ kind, spec }) => kind.role === 'claim' && check.spec.trusts.includes(spec.id)
	);
}

/** The cell that sums a path up. */
export function conclusionCellOf(cells: readonly Cell[], path: string): Cell | undefined {
	return cells.find(({ kind, spec }) => kind.role === 'conclusion' && spec.paths.includes(path));
}
