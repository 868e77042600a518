import { unreadable } from '#lib/unreadable.ts';
import type { EventWriter, PortColumn } from '#tables/event-writer.ts';
import type { Int64Column, TextColumn } from '#tables/column.ts';
import { textOf, wholeNumber } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';

/** The columns that only `firewall` has. */
export interface FirewallColumns {
	device: TextColumn;
	interface: TextColumn;
	direction: TextColumn;
	action: TextColumn;
	rule: TextColumn;
	tcpFlags: TextColumn;
	bytes: Int64Column;
}

export function firewallColumns(firewall: EventWriter): FirewallColumns {
	return {
		device: firewall.text('device'),
		interface: firewall.text('interface'),
		direction: firewall.text('direction'),
		action: firewall.text('action'),
		rule: firewall.text('rule'),
		tcpFlags: firewall.text('tcp_flags'),
		bytes: firewall.int64('bytes')
	};
}

/** Sets a port from its digits; throws where they are none, or beyond 65535. */
export function readPort(column: PortColumn, bytes: Uint8Array, start: number, end: number): void {
	const port = wholeNumber(bytes, start, end);
	if (port === null) throw unfitRange('port not readable', bytes, start, end);
	if (!column.set(port)) throw unfitRange('port out of range', bytes, start, end);
}

const EXCERPT = 80;

/** `record not readable` for a range of a record, of which enough is shown to recognise it by. */
export function unfitRange(what: string, bytes: Uint8Array, start: number, end: number): Failure {
	const shown = textOf(bytes, start, Math.max(start, Math.min(end, start + EXCERPT)));
	return unreadable(`${what}: ${shown}`);
}
