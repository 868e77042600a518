/** What the firewall did, by `log_subtype` and `status` of SFOS and `action` of UTM. */
export const firewallActions = {
	allow: 'allow', allowed: 'allow', accept: 'allow',
	deny: 'deny', denied: 'deny', block: 'deny', blocked: 'deny',
	drop: 'drop', dropped: 'drop',
	reject: 'reject', rejected: 'reject'
}; // prettier-ignore

export const alertActions = {
	detect: 'allowed', detected: 'allowed', alert: 'allowed', log: 'allowed', allowed: 'allowed', allow: 'allowed',
	drop: 'blocked', dropped: 'blocked', deny: 'blocked', denied: 'blocked', block: 'blocked', blocked: 'blocked',
	reject: 'blocked', terminate: 'blocked'
}; // prettier-ignore

/** Priorities of SFOS, which are the severities of syslog. */
export const severities = {
	emergency: '0', alert: '1', critical: '2', error: '3', warning: '4', notice: '5', notification: '5',
	information: '6', debug: '7'
}; // prettier-ignore

/** How Snort's rules are ranked; UTM writes a word. */
export const priorities = { high: '1', medium: '2', low: '3' };
