import type { Message } from '../../format.ts';
import { messageKeys } from '../../records/json/message-keys.ts';

const rules = ['rule', 'sid'];
const times = ['timestamp', 'seconds'];
/** Names that no other alert has. */
const telling = [
	'src_ap',
	'dst_ap',
	'src_addr',
	'dst_addr',
	'pkt_num',
	'pkt_gen',
	'pkt_len',
	'b64_data'
];

const paths = [...rules, ...times, ...telling, 'event_type'];

/** @param has whether an object has a value at a path */
export function fitsPaths(has: (path: string) => boolean): boolean {
	return rules.some(has) && times.some(has) && telling.some(has) && !has('event_type');
}

export function fitsMessage(): (message: Message) => boolean {
	const keys = messageKeys(...paths);
	const has = (path: string) => keys.has(paths.indexOf(path));
	return (message) => keys.read(message) && fitsPaths(has);
}
