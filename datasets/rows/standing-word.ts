/** Words by which a register or a list says of an entry that it stands. */
const stands =
	/^(?:active|activated|enabled|valid|current|in[ -]?force|in effect|effective|approved|accepted|accept|confirmed|published|live)$/i;
/** Words by which it says that an entry does not stand: not yet, not any more, or never. */
const fallen =
	/^(?:inactive|deactivated|disabled|revoked|withdrawn|rescinded|recalled|retracted|cancell?ed|expired|lapsed|ended|closed|archived|retired|obsolete|deprecated|superseded|replaced|removed|deleted|de-?listed|un-?banned|rejected|denied|declined|refused|not approved|not accepted|invalid|false[ -]?positive|whitelisted|allow-?listed|pending|proposed|requested|draft|planned|in review|under review|submitted|awaiting approval|not yet valid)$/i;

const yes = /^(?:yes|y|true|t|1)$/i;
const no = /^(?:no|n|false|f|0)$/i;

/** Whether an entry stands by the word that its status is; null for a word that says neither. */
export function standsBy(status: string): boolean | null {
	if (fallen.test(status)) return false;
	return stands.test(status) ? true : null;
}

/** What a column of yes and no says; null for a word that is neither. */
export function yesOrNo(text: string): boolean | null {
	if (no.test(text)) return false;
	return yes.test(text) ? true : null;
}
