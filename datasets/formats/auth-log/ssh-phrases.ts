import { FAILED, LOGOFF, LOGON, UNDECIDED, type Phrase } from './login-phrases.ts';

const CLOSED = ['Network Activity', 'Close'] as const;
const BROKEN = ['Network Activity', 'Fail'] as const;
const REFUSED = ['Network Activity', 'Refuse'] as const;

/**
 * What sshd says of its clients. A client chooses the name it asks for, and may put words of these sentences
 * into it: so names go as far as they can, and the address is the last one.
 */
export const sshPhrases: readonly Phrase[] = [
	{ shape: /^Accepted \S+ for (?<user>.*) from (?<ip>\S+) port (?<port>\d+)/, is: LOGON },
	{
		shape:
			/^Failed \S+ for (?:(?:invalid|illegal) user )?(?<user>.*) from (?<ip>\S+) port (?<port>\d+)/,
		is: FAILED
	},
	{
		shape: /^(?:Invalid|Illegal) user (?<user>.*) from (?<ip>\S+)(?: port (?<port>\d+))?\s*$/,
		is: FAILED
	},
	{ shape: /^User (?<user>.+) from (?<ip>\S+) not allowed because /, is: FAILED },
	{
		shape:
			/^(?:error: )?maximum authentication attempts exceeded for (?:invalid user )?(?<user>.*) from (?<ip>\S+) port (?<port>\d+)/,
		is: FAILED
	},
	{
		shape:
			/^(?:error: )?PAM: (?:Authentication failure|User not known to the underlying authentication module) for (?:illegal user )?(?<user>.*) from (?<ip>\S+)/,
		is: FAILED
	},
	{ shape: /^ROOT LOGIN REFUSED FROM (?<ip>\S+)(?: port (?<port>\d+))?/, is: FAILED },
	{
		shape:
			/^(?:Postponed|Partial) \S+ for (?:invalid user )?(?<user>.*) from (?<ip>\S+) port (?<port>\d+)/,
		is: UNDECIDED
	},
	{
		shape:
			/^Connection (?:closed|reset) by (?:(?:(?:authenticating|invalid) )?user (?<user>.*) )?(?<ip>\S+) port (?<port>\d+)/,
		is: CLOSED
	},
	{ shape: /^Connection (?:closed|reset) by (?<ip>\S+)/, is: CLOSED },
	{
		shape:
			/^Disconnected from (?:(?:(?:authenticating|invalid) )?user (?<user>.*) )?(?<ip>\S+) port (?<port>\d+)/,
		is: CLOSED
	},
	{
		shape:
			/^Disconnecting (?:(?:(?:authenticating|invalid) )?user (?<user>.*) )?(?<ip>\S+) port (?<port>\d+)/,
		is: CLOSED
	},
	{
		shape: /^(?:error: )?Received disconnect from (?<ip>[^\s:]+|\S+)(?: port (?<port>\d+)|:)/,
		is: CLOSED
	},
	{ shape: /^Close session: user (?<user>\S+) from (?<ip>\S+) port (?<port>\d+)/, is: LOGOFF },
	{
		shape: /^Connection from (?<ip>\S+) port (?<port>\d+)(?: on (?<toIp>\S+) port (?<toPort>\d+))?/,
		is: ['Network Activity', 'Open']
	},
	{ shape: /^Unable to negotiate with (?<ip>\S+) port (?<port>\d+)/, is: BROKEN },
	{
		shape:
			/^(?:fatal: )?Timeout before authentication for (?:connection from )?(?<ip>[^\s,]+)(?: port (?<port>\d+))?/,
		is: BROKEN
	},
	{
		shape:
			/^(?:fatal: )?(?:ssh_dispatch_run_fatal|banner exchange): Connection from (?<ip>\S+) port (?<port>\d+)/,
		is: BROKEN
	},
	{
		shape:
			/^(?:Bad protocol version identification|Magic value check failed|Protocol major versions differ) .*from (?<ip>\S+) port (?<port>\d+)/,
		is: BROKEN
	},
	{
		shape: /^Did not receive identification string from (?<ip>\S+)(?: port (?<port>\d+))?/,
		is: BROKEN
	},
	{ shape: /^refused connect from .*\((?<ip>[^()\s]+)\)\s*$/, is: REFUSED },
	{
		shape:
			/^drop connection #\d+ from \[(?<ip>[^\]\s]+)\]:(?<port>\d+) on \[(?<toIp>[^\]\s]+)\]:(?<toPort>\d+)/,
		is: REFUSED
	}
];
