import type { Message } from '../../format.ts';
import { messageKeys } from '../../records/json/message-keys.ts';
import type { Peeked } from '../../records/json/peek-json.ts';

/**
 * Whether an object is a record of EVE: the two keys that every one has, and what only those of Suricata have beside
 * them, for the logs of many products say when and of which type an event is. That is the number of a flow, both
 * addresses by EVE's names, or an object called as the type is.
 */
export function isEve(peeked: Peeked): boolean {
	const type = peeked.get('event_type');
	if (type === undefined || !peeked.has('timestamp')) return false;
	if (peeked.has('flow_id') || (peeked.has('src_ip') && peeked.has('dest_ip'))) return true;
	return [...peeked.keys()].some((path) => path.startsWith(`${type}.`));
}

/** The same of a message, where of the types without addresses only the counters are known. */
export function fitsEve(): (message: Message) => boolean {
	const paths = ['event_type', 'timestamp', 'flow_id', 'src_ip', 'dest_ip', 'stats.uptime'];
	const keys = messageKeys(...paths);
	return (message) =>
		keys.read(message) &&
		keys.has(0) &&
		keys.has(1) &&
		(keys.has(2) || (keys.has(3) && keys.has(4)) || keys.has(5));
}
