import { unreadable } from '#lib/unreadable.ts';
import { portNumber, type Port } from '../../rows/assets/asset-row.ts';

/**
 * The ports of a line: `22/open/tcp//ssh//OpenSSH 9/, …`, that is port, state, protocol, owner, service, RPC and
 * version, each ended by a slash. No value holds a slash; a version may hold a comma. Throws `record not readable`
 * where it is something else.
 * @param fields 7, or 6 where there is no version, as masscan writes
 */
export function portsOf(text: string, fields: 6 | 7): Port[] {
	const ports: Port[] = [];
	for (let at = 0; at < text.length;) {
		const { values, end } = fieldsAt(text, at, fields);
		if (values.length < fields) throw unreadable('port without all of its fields', text.slice(at));
		ports.push(portOf(values));
		if (end < text.length && !text.startsWith(', ', end))
			throw unreadable('ports not readable', text.slice(end));
		at = end + 2;
	}
	return ports;
}

/** The fields that begin at `start`, and where they end. */
function fieldsAt(text: string, start: number, most: number): { values: string[]; end: number } {
	const values: string[] = [];
	let at = start;
	while (values.length < most) {
		const slash = text.indexOf('/', at);
		if (slash < 0) break;
		values.push(text.slice(at, slash));
		at = slash + 1;
	}
	return { values, end: at };
}

function portOf([id, state, protocol, , service, , product]: readonly string[]): Port {
	portNumber(id!);
	return {
		id: id!,
		protocol: protocol || null,
		state: state || null,
		service: service || null,
		product: product || null
	};
}
