import { countText } from '#lib/format-number.ts';
import type { CaseState, OwnCase } from './services/case-state.ts';

/** Characters of a signature in the title of a tab, which shows fewer. */
const LONGEST = 80;

/** The title of the browser's tab: which case, and which alert of it; null for none. */
export function tabTitle({ title }: CaseState, signature: string | null): string {
	return [title, signature === null ? null : oneLine(signature), 'Lookdeeper']
		.filter((part) => part !== null)
		.join(' · ');
}

/** What there is to go back to. */
export function ownCaseText({ title, files, recipe }: OwnCase): string {
	const parts = [
		`“${title}”`,
		countText(files, 'file'),
		...(recipe === null ? [] : [`recipe “${recipe}”`])
	];
	return parts.join(', ');
}

/** Signatures are written by others: nothing in one turns the words of the title round, or breaks its line. */
function oneLine(signature: string): string {
	const text = signature.replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
	return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
