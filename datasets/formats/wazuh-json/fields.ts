/**
 * Where the columns of `host` come from: paths of Wazuh's alerts.json, and behind them those of OSSEC's
 * flat JSON, joined by full stops. The first that has a value fills the column.
 */
export const hostColumns: Readonly<Record<string, readonly string[]>> = {
	src_ip: ['data.srcip', 'data.src_ip', 'srcip'],
	src_port: ['data.srcport', 'data.src_port', 'srcport'],
	dst_ip: ['agent.ip', 'dstip'],
	dst_port: ['dstport'],
	proto: ['data.protocol', 'data.proto', 'protocol'],
	host: ['agent.name', 'predecoder.hostname', 'hostname'],
	product: ['decoder.name', 'predecoder.program_name', 'decoder', 'program_name'],
	event_id: ['rule.id', 'rule.sidid', 'sidid', 'rule'],
	severity: ['rule.level', 'level'],
	action: ['data.action', 'syscheck.event', 'action'],
	user: ['data.dstuser', 'data.srcuser', 'data.win.eventdata.targetUserName', 'dstuser', 'srcuser'],
	process: ['data.win.eventdata.image', 'predecoder.program_name', 'program_name'],
	parent_process: ['data.win.eventdata.parentImage'],
	path: ['syscheck.path', 'file.path', 'SyscheckFile.path'],
	message: ['full_log', 'rule.description', 'rule.comment', 'comment']
};

/** Where the first of several groups of a rule is its category. */
export const groupPath = 'rule.groups';

/** Times as text; OSSEC writes milliseconds since 1970 instead. */
export const timePath = 'timestamp';
export const millisecondsPath = 'TimeStamp';
