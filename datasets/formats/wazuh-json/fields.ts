/**
 * Where the columns of `host` come from: paths of Wazuh's alerts.json and archives.json, behind them those of
 * OSSEC's flat JSON, and of what OSSEC's csyslogd sends as JSON, joined by full stops. The first that has a value
 * fills the column.
 */
export const hostColumns: Readonly<Record<string, readonly string[]>> = {
	src_ip: [
		'data.srcip',
		'data.src_ip',
		'data.win.eventdata.ipAddress',
		'data.aws.sourceIPAddress',
		'data.aws.source_ip_address',
		'data.aws.service.action.networkConnectionAction.remoteIpDetails.ipAddressV4',
		'data.aws.srcaddr',
		'data.office365.ClientIP',
		'srcip',
		'src_ip'
	],
	src_port: [
		'data.srcport',
		'data.src_port',
		'data.win.eventdata.ipPort',
		'data.aws.srcport',
		'srcport',
		'src_port'
	],
	dst_ip: ['agent.ip', 'dstip', 'dst_ip'],
	host_ip: ['agent.ip'],
	dst_port: ['dstport', 'dst_port'],
	proto: ['data.protocol', 'data.proto', 'protocol'],
	host: ['agent.name', 'predecoder.hostname', 'data.win.system.computer', 'hostname'],
	product: ['decoder.name', 'predecoder.program_name', 'decoder', 'program_name'],
	event_id: ['rule.id', 'rule.sidid', 'sidid', 'rule', 'data.win.system.eventID'],
	severity: ['rule.level', 'level', 'crit'],
	action: [
		'data.action',
		'syscheck.event',
		'data.aws.eventName',
		'data.office365.Operation',
		'action'
	],
	user: [
		'data.dstuser',
		'data.srcuser',
		'data.win.eventdata.targetUserName',
		'data.win.eventdata.user',
		'data.aws.userIdentity.userName',
		'data.office365.UserId',
		'syscheck.audit.user.name',
		'dstuser',
		'srcuser',
		'acct'
	],
	process: [
		'data.win.eventdata.image',
		'data.win.eventdata.newProcessName',
		'data.audit.exe',
		'syscheck.audit.process.name',
		'predecoder.program_name',
		'program_name'
	],
	parent_process: [
		'data.win.eventdata.parentImage',
		'data.win.eventdata.parentProcessName',
		'syscheck.audit.process.parent_name'
	],
	path: [
		'syscheck.path',
		'data.win.eventdata.targetFilename',
		'data.audit.file.name',
		'file.path',
		'SyscheckFile.path',
		'file'
	],
	message: [
		'full_log',
		'data.win.system.message',
		'message',
		'rule.description',
		'rule.comment',
		'comment',
		'description'
	]
};

/** Words by which an address, a port or an account is said to be none: of an agent, and of Windows. */
export const nothing: Readonly<Record<string, readonly string[]>> = {
	src_ip: ['-', 'N/A', '(null)'],
	src_port: ['-', 'N/A', '(null)'],
	dst_ip: ['any', '(null)'],
	host_ip: ['any', '(null)'],
	user: ['-', '(null)']
};

/** The number of the rule in what csyslogd sends; in all others `id` numbers the record. */
export const forwardedRule = { id: 'id', sign: 'crit' } as const;

/** Where the first of several groups of a rule is its category. */
export const groupPath = 'rule.groups';

/** Times as text, the first that is there; OSSEC writes milliseconds since 1970 instead. */
export const timePaths = ['timestamp', '@timestamp'] as const;
export const millisecondsPath = 'TimeStamp';
