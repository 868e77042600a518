import { matchesGlob } from '#lib/glob.ts';

/** What an alert says of the rule that raised it; null where it does not say. */
export interface RaisedBy {
	signature: string | null;
	gid: number | null;
	sid: number | null;
	rev: number | null;
}

export interface Applicability {
	/** Null where it cannot be told, or the recipe names no alerts. */
	applies: boolean | null;
	/** Why, as the end of a sentence. */
	because: string;
}

/** How an entry of `applies_to` is held against an alert, for the published schema. */
export const APPLIES_TO_RULE =
	'alerts that the recipe is written for: digits are a rule id, as sid, gid:sid or gid:sid:rev; any other ' +
	'text is the whole signature, whatever the case, where * stands for any characters and ? for any one; * alone is any alert';

/** Whether a recipe is written for no alert in particular. */
export function fitsAnyAlert(entries: readonly string[]): boolean {
	return entries.length === 0 || entries.some(isAny);
}

/**
 * Whether a recipe is written for an alert: one of its entries must match. A text is the whole signature and
 * no part of it, since two asterisks make it a part, and nothing could make a part the beginning.
 */
export function applicability(entries: readonly string[], alert: RaisedBy): Applicability {
	if (entries.length === 0)
		return { applies: null, because: 'the recipe does not say which alerts it is written for' };
	const found = entries.map((entry) => ({ entry, matches: matches(entry, alert) }));
	const named = entries.map(quoted).join(', ');
	const fitting = found.find((each) => each.matches === true);
	if (fitting !== undefined)
		return { applies: true, because: `it is written for ${namedAlerts(fitting.entry)}` };
	if (found.every((each) => each.matches === false))
		return { applies: false, because: `it is written for ${named}, and this is ${ruleOf(alert)}` };
	return { applies: null, because: `it is written for ${named}, and the alert has ${lack(alert)}` };
}

/** Null where the alert does not say what the entry asks for. */
function matches(entry: string, alert: RaisedBy): boolean | null {
	const id = /^(?:(\d+):)?(\d+)(?::(\d+))?$/.exec(entry);
	if (isAny(entry)) return true;
	if (id === null)
		return alert.signature === null ? null : matchesGlob(entry, alert.signature.trim());
	const [, gid, sid, rev] = id;
	const parts = [same(gid, alert.gid), same(sid, alert.sid), same(rev, alert.rev)];
	if (parts.includes(false)) return false;
	return parts.includes(null) ? null : true;
}

function isAny(entry: string): boolean {
	return /^\*+$/.test(entry);
}

function namedAlerts(entry: string): string {
	return isAny(entry) ? 'any alert' : quoted(entry);
}

function same(wanted: string | undefined, given: number | null): boolean | null {
	if (wanted === undefined) return true;
	return given === null ? null : Number(wanted) === given;
}

function ruleOf({ signature, gid, sid }: RaisedBy): string {
	const id = [gid, sid].filter((part) => part !== null).join(':');
	if (signature === null) return id === '' ? 'an alert without a signature' : id;
	return id === '' ? quoted(signature) : `${quoted(signature)} (${id})`;
}

function lack({ signature, sid, gid }: RaisedBy): string {
	const absent = [
		...(signature === null ? ['no signature'] : []),
		...(sid === null ? ['no rule id'] : gid === null ? ['no generator id'] : [])
	];
	return absent.length === 0 ? 'no revision' : absent.join(' and ');
}

function quoted(text: string): string {
	return /^[\d:]+$/.test(text) ? text : `“${text}”`;
}
