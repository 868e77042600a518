import type { ColumnRow } from './column-row.ts';

export const hostRows = [
	['host', 'text', 'machine', 'name or address of the machine', {
		anywhere: 'host hostname computer computername machine devicehostname vhost domain cshost' }],
	['product', 'text', 'name', 'program that logged', { here: 'product provider channel facility application logname' }],
	['event_id', 'text', 'id', 'its id of the event', { here: 'eventid eventcode id' }],
	['severity', 'int32', 'level', 'as the product counts', { here: 'severity level sev loglevel' }],
	['category', 'text', 'word', 'as the product says', { here: 'category type eventtype eventcategory' }],
	['action', 'text', 'word', 'as the product says', {
		here: 'action act disposition verdict outcome policyaction result' }],
	['user', 'text', 'user', 'account', {
		anywhere: 'user username account accountname usr login csusername suser' }],
	['process', 'text', 'name', 'process', { here: 'process processname program proc exe image' }],
	['parent_process', 'text', 'name', 'its parent', { here: 'parentprocess parentimage parentprocessname' }],
	['path', 'text', 'file', 'file or object', { here: 'path urlpath csuristem file filename' }],
	['message', 'text', 'text', 'the text of the event', { here: 'message msg description text log details' }],
	['host_ip', 'text', 'address',
		'address of the machine, canonical; null where only its name is known: dst_ip may be one that it tells of', {
			anywhere: 'hostip machineip computerip agentip hostaddress hostipaddress', said: 'address of the machine' }]
] as const satisfies readonly ColumnRow[]; // prettier-ignore
