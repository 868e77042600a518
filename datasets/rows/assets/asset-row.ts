import { unreadable } from '#lib/unreadable.ts';
import type { Sink } from '../../format.ts';

/** A port as a scanner describes it; null where it does not. */
export interface Port {
	id: string;
	protocol: string | null;
	state: string | null;
	service: string | null;
	product: string | null;
}

export interface AssetMachine {
	/** Canonical. */
	ip: string;
	hostname: string | null;
	seenAt: number | bigint | null;
}

/** The number of a port. Throws `record not readable` where the text is none. */
export function portNumber(text: string): number {
	if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw unreadable('no such port', text);
	return Number(text);
}

/**
 * Commits a machine, or a port of it, as a row of `assets`, which may be one of several of the record at hand.
 * Throws `record not readable` where the port is none.
 */
export function assetRows(sink: Sink): (machine: AssetMachine, port: Port | null) => void {
	const assets = sink.table('assets');
	const ipColumn = assets.text('ip');
	const hostnameColumn = assets.text('hostname');
	const portColumn = assets.int32('port');
	const stateColumn = assets.text('state');
	const serviceColumn = assets.text('service');
	const productColumn = assets.text('product');
	const seenColumn = assets.timestamp('seen_at');

	function setPort({ id, protocol, state, service, product }: Port): void {
		portColumn.set(portNumber(id));
		if (protocol !== null) assets.proto.set(protocol);
		if (state !== null) stateColumn.set(state);
		if (service !== null) serviceColumn.set(service);
		if (product !== null) productColumn.set(product);
	}

	return ({ ip, hostname, seenAt }, port) => {
		if (port !== null) setPort(port);
		ipColumn.set(ip);
		if (hostname !== null) hostnameColumn.set(hostname);
		if (seenAt !== null) seenColumn.set(seenAt);
		assets.commitPart();
	};
}
