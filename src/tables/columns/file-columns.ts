import type { ColumnRow } from './column-row.ts';
import { sensorRow } from './sensor-column.ts';

export const fileRows = [
	['fuid', 'text', 'id', 'the sensor’s own id of the file'],
	['filename', 'text', 'file', 'name as sent'],
	['mime_type', 'text', 'word', 'type by content'],
	['size', 'int64', 'bytes', 'bytes seen'],
	['md5', 'text', 'hash', 'hexadecimal', { anywhere: 'md5 hashmd5' }],
	['sha1', 'text', 'hash', 'hexadecimal', { anywhere: 'sha1 hashsha1' }],
	['sha256', 'text', 'hash', 'hexadecimal', { anywhere: 'sha256 hashsha256' }],
	['service', 'text', 'word', 'protocol that carried it', { here: 'service app application appproto networkprotocol' }],
	['uid', 'text', 'session id', 'session that carried it'],
	sensorRow
] as const satisfies readonly ColumnRow[]; // prettier-ignore
