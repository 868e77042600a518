import type { ColumnRow } from './column-row.ts';
import { sensorRow } from './sensor-column.ts';

export const dnsRows = [
	['query', 'text', 'host name', 'name asked for', {
		here: 'query urlquery csuriquery querystring dnsquery qname question' }],
	['qtype', 'text', 'word', 'type asked for', { here: 'qtype querytype qtypename rrtype' }],
	['rcode', 'text', 'word', 'response code by name', { here: 'rcode rcodename responsecode' }],
	['answers', 'text', 'text', 'answers, separated by a comma'],
	['rtt', 'float64', 'duration', 'seconds to the answer'],
	['transaction_id', 'int32', 'id', 'the 16-bit id'],
	['uid', 'text', 'session id', 'session of the transaction'],
	sensorRow
] as const satisfies readonly ColumnRow[]; // prettier-ignore
