import type { Role } from '#cells/cell.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Step } from './result.ts';

/** Whether a cell of that role is a step of the paths that it names. */
export function isStepRole(role: Role): role is Step['role'] {
	return role === 'answer' || role === 'rows';
}

/** Whether a cell decides a question. */
export function isAnswer({ kind }: Cell): boolean {
	return kind.role === 'answer';
}
