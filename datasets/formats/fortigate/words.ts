/** What FortiOS did with a session, by the action of a traffic record (Log Message Reference, "action"). */
export const firewallActions = {
	accept: 'allow',
	start: 'allow',
	close: 'allow',
	timeout: 'allow',
	'client-rst': 'allow',
	'server-rst': 'allow',
	'ip-conn': 'allow',
	dns: 'allow',
	deny: 'deny',
	blocked: 'deny'
};

export const alertActions = {
	detected: 'allowed',
	monitored: 'allowed',
	passthrough: 'allowed',
	pass: 'allowed',
	pass_session: 'allowed',
	analytics: 'allowed',
	blocked: 'blocked',
	block: 'blocked',
	dropped: 'blocked',
	drop_session: 'blocked',
	clear_session: 'blocked',
	reset: 'blocked',
	reset_client: 'blocked',
	reset_server: 'blocked',
	quarantined: 'blocked'
};

/** Severity of a signature, the highest first. */
export const priorities = {
	critical: '1',
	high: '2',
	medium: '3',
	low: '4',
	info: '5',
	information: '5'
};

/** Levels of a record, which are those of syslog. */
export const levels = {
	emergency: '0',
	alert: '1',
	critical: '2',
	error: '3',
	warning: '4',
	notice: '5',
	notification: '5',
	information: '6',
	debug: '7'
};

/** Kinds of policy that speak of packets to the device itself. */
export const directions = { 'local-in-policy': 'in', 'local-in-policy6': 'in' };
