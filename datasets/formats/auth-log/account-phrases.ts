import type { Phrase } from './login-phrases.ts';

/** What useradd, usermod, gpasswd and their like say. */
export const accountPhrases: readonly Phrase[] = [
	{ shape: /^new user: name=(?<user>[^,]+),/, is: ['Account Change', 'Create'] },
	{ shape: /^delete user '(?<user>[^']+)'/, is: ['Account Change', 'Delete'] },
	{ shape: /^change user '(?<user>[^']+)' password/, is: ['Account Change', 'Password Change'] },
	{ shape: /^lock user '(?<user>[^']+)' password/, is: ['Account Change', 'Lock'] },
	{ shape: /^unlock user '(?<user>[^']+)' password/, is: ['Account Change', 'Unlock'] },
	{ shape: /^change user '(?<user>[^']+)' /, is: ['Account Change', null] },
	{ shape: /^add '(?<user>[^']+)' to (?:shadow )?group '/, is: ['Group Management', 'Add User'] },
	{ shape: /^user (?<user>\S+) added by \S+ to group /, is: ['Group Management', 'Add User'] },
	{
		shape: /^delete '(?<user>[^']+)' from (?:shadow )?group '/,
		is: ['Group Management', 'Remove User']
	},
	{
		shape: /^user (?<user>\S+) removed by \S+ from group /,
		is: ['Group Management', 'Remove User']
	},
	{ shape: /^(?:new group|group added to \S+): name=/, is: ['Group Management', 'Create'] },
	{
		shape: /^(?:removed (?:shadow )?group '|group '\S+' removed)/,
		is: ['Group Management', 'Delete']
	}
];
