import type { Cell } from '#notebook/notebook.ts';

/** Whether a cell decides a question. */
export function isAnswer({ kind }: Cell): boolean {
	return kind.answers !== undefined;
}
