import type { ColumnRow } from './column-row.ts';

export const webRows = [
	['host', 'text', 'machine', 'host asked for', {
		anywhere: 'host hostname computer computername machine devicehostname vhost domain cshost' }],
	['method', 'text', 'word', 'HTTP method', { here: 'method httpmethod requestmethod verb csmethod' }],
	['url', 'text', 'url', 'request target as written', { anywhere: 'url requesturl uri requesturi httpurl' }],
	['path', 'text', 'url', 'its path', { here: 'path urlpath csuristem file filename image' }],
	['query', 'text', 'text', 'its query, without the question mark', {
		here: 'query urlquery csuriquery querystring dnsquery qname question' }],
	['status', 'int32', 'code', 'HTTP status', { here: 'status statuscode httpstatus responsecode scstatus elbstatuscode' }],
	['bytes', 'int64', 'bytes', 'bytes of the response body', {
		here: 'bytes size length responsesize bytessent scbytes bodybytessent' }],
	['user_agent', 'text', 'user agent', 'as sent', { anywhere: 'useragent agent httpuseragent csuseragent' }],
	['referer', 'text', 'url', 'as sent', { here: 'referer referrer httpreferer csreferer' }],
	['user', 'text', 'user', 'authenticated user', {
		anywhere: 'user username account accountname usr login csusername suser' }],
	['server_ip', 'text', 'address',
		'address of the machine whose log this is, canonical; null where it is not known, or a sensor saw the request: dst_ip may be a server behind a proxy', {
			said: 'address of the server' }]
] as const satisfies readonly ColumnRow[]; // prettier-ignore
