/** The keys of journald (`journalctl -o json`), of rsyslog (`jsonmesg` and its templates) and of syslog-ng. */
export const keys = {
	/** Microseconds since 1970: as the program wrote it, else as the journal took it. */
	micros: ['_SOURCE_REALTIME_TIMESTAMP', '__REALTIME_TIMESTAMP'],
	/** RFC 3339. */
	iso: ['timereported', '@timestamp', 'timestamp', 'S_ISODATE', 'ISODATE', 'R_ISODATE'],
	/** As RFC 3164 has it. */
	date: ['DATE'],
	host: ['_HOSTNAME', 'hostname', 'HOST', 'host'],
	/** With the number of the process and the colon, as the line had it. */
	tag: ['syslogtag', 'syslog-tag', 'tag'],
	program: ['SYSLOG_IDENTIFIER', '_COMM', 'PROGRAM', 'programname'],
	pid: ['SYSLOG_PID', '_PID', 'PID', 'procid'],
	message: ['MESSAGE', 'msg', 'message'],
	/** Facility and severity in one number. */
	priority: ['pri'],
	/** By their numbers or words. */
	severity: ['PRIORITY', 'syslogseverity', 'syslogseverity-text', 'severity'],
	facility: ['SYSLOG_FACILITY', 'syslogfacility', 'syslogfacility-text', 'FACILITY', 'facility']
} as const;

const time = [...keys.iso, ...keys.date];

/** Of each kind, keys of which it has one each. */
const kinds: readonly (readonly (readonly string[])[])[] = [
	[['__REALTIME_TIMESTAMP'], ['__CURSOR', 'MESSAGE']],
	[time, ['hostname', 'host'], ['syslogtag', 'syslog-tag', 'programname'], ['msg', 'message']],
	[time, ['hostname', 'host'], ['tag'], ['severity', 'facility'], ['msg', 'message']],
	[time, ['HOST'], ['PROGRAM'], ['MESSAGE']]
];

/** Whether a record has what a message of syslog has. */
export function isMessage(has: (key: string) => boolean): boolean {
	return kinds.some((kind) => kind.every((any) => any.some(has)));
}
