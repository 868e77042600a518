import type { ColumnRow } from './column-row.ts';

export const packetRows = [
	['length', 'int32', 'bytes', 'bytes on the wire'],
	['ttl', 'int32', 'count', 'time to live or hop limit'],
	['ip_id', 'int32', 'id', 'IPv4 identification'],
	['tcp_flags', 'text', 'word', 'flags set, as SYN,ACK'],
	['seq', 'int64', 'bytes', 'TCP sequence number, absolute'],
	['ack', 'int64', 'bytes', 'TCP acknowledgement number, absolute'],
	['tcp_window', 'int32', 'bytes', 'TCP window as sent'],
	['payload_length', 'int32', 'bytes', 'bytes above the transport header'],
	['info', 'text', 'text', 'one line about the packet']
] as const satisfies readonly ColumnRow[]; // prettier-ignore
