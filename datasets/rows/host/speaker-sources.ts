import type { Speaker } from '../../records/fields/sender.ts';
import type { ColumnCells } from '../put.ts';

/** Where the columns of `host` come from, with those that say whose log it is; `dst_ip` unless the event names another. */
export function ofSpeaker({ name, address }: Speaker, sources: ColumnCells): ColumnCells {
	const target = [...(sources.dst_ip ?? []), address];
	return { ...sources, host: [name], host_ip: [address], dst_ip: target };
}
