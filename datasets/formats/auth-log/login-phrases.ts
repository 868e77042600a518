/**
 * Something that a program says. Groups of `shape` name what it says it of: `user`, `ip` and `port` of the
 * client, `toIp` and `toPort` of the machine, `path` of a program that is started.
 */
export interface Phrase {
	shape: RegExp;
	/** Class and activity in OCSF's words; the activity is null where the phrase tells of none. */
	is: readonly [category: string, action: string | null];
}

export const LOGON = ['Authentication', 'Logon'] as const;
export const FAILED = ['Authentication', 'Logon Failed'] as const;
export const LOGOFF = ['Authentication', 'Logoff'] as const;
/** Of authentication, and of no attempt that succeeded or failed. */
export const UNDECIDED = ['Authentication', null] as const;
const LAUNCH = ['Process Activity', 'Launch'] as const;
const DENIED = ['Process Activity', 'Denied'] as const;

const pam: Phrase[] = [
	{
		shape:
			/^(?:pam_\w+\([^)]*\): |PAM \d+ more )authentication failures?;(?:.*? rhost=(?<ip>\S*))?(?:.*? user=(?<user>\S+))?/,
		is: FAILED
	},
	{
		shape:
			/^pam_\w+\([^)]*\): authentication success;(?:.*? rhost=(?<ip>\S*))?(?:.*? user=(?<user>\S+))?/,
		is: LOGON
	},
	{
		shape: /^pam_\w+\([^)]*\): session opened for user (?<user>\S+?)(?:\(uid=\d+\))?(?: by |$)/,
		is: LOGON
	},
	{
		shape: /^pam_\w+\([^)]*\): session closed for user (?<user>\S+?)(?:\(uid=\d+\))?(?: by |$)/,
		is: LOGOFF
	},
	{
		shape: /^pam_\w+\([^)]*\): password changed for (?<user>\S+)/,
		is: ['Account Change', 'Password Change']
	}
];

/** The account that gave the command; the one that it ran as is in the message. */
const sudo: Phrase[] = [
	{ shape: /^\s*(?<user>\S+) : \d+ incorrect password attempts? ;/, is: FAILED },
	{
		shape:
			/^\s*(?<user>\S+) : (?!TTY=|PWD=|HOST=|USER=)[^;=]+ ;(?:.*? ; USER=\S+ ;.*? COMMAND=(?<path>\/\S*))?/,
		is: DENIED
	},
	{ shape: /^\s*(?<user>\S+) : .*? ?USER=\S+ ;.*? ?COMMAND=(?<path>\/\S*)?/, is: LAUNCH }
];

/** The account that was asked for; the one that asked is in the message. */
const su: Phrase[] = [
	{ shape: /^FAILED SU \(to (?<user>.+?)\) \S+ on /, is: FAILED },
	{ shape: /^FAILED su for (?<user>\S+) by /, is: FAILED },
	{ shape: /^\(to (?<user>.+?)\) \S+ on /, is: LOGON },
	{ shape: /^Successful su for (?<user>\S+) by /, is: LOGON },
	{ shape: /^\+ \S+ [^\s:]+:(?<user>\S+)$/, is: LOGON },
	{ shape: /^- \S+ [^\s:]+:(?<user>\S+)$/, is: FAILED }
];

const login: Phrase[] = [
	{ shape: /^(?<user>ROOT) LOGIN\s+ON \S+/i, is: LOGON },
	{ shape: /^LOGIN ON \S+ BY (?<user>\S+)(?: FROM (?<ip>\S+))?/, is: LOGON },
	{
		shape:
			/^FAILED LOGIN (?:SESSION )?(?:\(?\d+\)? )?(?:FROM (?<ip>\S+) |on \S+ )?FOR '?(?<user>.*?)'?(?:,|$)/,
		is: FAILED
	}
];

const cron: Phrase[] = [
	{ shape: /^\((?<user>.+?)\) CMD \(\s*(?:(?<path>\/\S*?)(?:\s|\)$))?/, is: LAUNCH },
	{ shape: /^\((?<user>.+?)\) REPLACE \(/, is: ['Scheduled Job Activity', 'Update'] },
	{ shape: /^\((?<user>.+?)\) DELETE \(/, is: ['Scheduled Job Activity', 'Delete'] }
];

const logind: Phrase[] = [
	{ shape: /^New session \S+ of user '?(?<user>[^\s']+?)'?(?:\.$| )/, is: LOGON },
	{ shape: /^Session \S+ logged out\b/, is: LOGOFF },
	{ shape: /^Removed session /, is: LOGOFF }
];

export const loginPhrases = { pam, sudo, su, login, cron, logind };
