import { recordPlaceOf, type RecordPlace } from '#investigation/record-place.ts';
import type { TellsRecord, ToldPacket, ToldRecord } from '#ui/record/record-reader.ts';
import { flowOfPacket } from './flow-of-row.ts';
import { hasBytesIn } from './has-bytes.ts';
import { packetOf } from './packet-of.ts';
import type { Services } from './services.ts';

/** Where a record lies, and its bytes where they are at hand. */
export function originOf(services: Services, place: RecordPlace): ToldRecord {
	const { data, sources } = services;
	const { sourceId, record, offset, length } = place;
	const receipt = data.sources.find(({ receipt }) => receipt?.source_id === sourceId)?.receipt;
	const source = receipt && {
		name: receipt.source,
		sha256: receipt.sha256,
		compressed: receipt.compression !== null
	};
	const load = () => sources.bytesOf(sourceId, offset, length);
	const isAtHand = hasBytesIn(data)(sourceId);
	const isPacket = isAtHand && (receipt?.rows.packets ?? 0) > 0;
	return {
		source: source ?? null,
		sourceId,
		record,
		offset,
		length,
		load: isAtHand ? load : null,
		...(isPacket ? { packet: packetAt(services, place) } : {})
	};
}

/** Says of each row of which record it is, by the sources that are loaded. */
export function recordOrigins(services: Services): TellsRecord {
	return (columns, row) => {
		const place = recordPlaceOf(columns, row);
		return place === null ? null : originOf(services, place);
	};
}

function packetAt(services: Services, place: RecordPlace): ToldPacket {
	return {
		load: () => packetOf(services.sources, place),
		follow: () => void services.notices.guarded(() => follow(services, place))
	};
}

async function follow(services: Services, place: RecordPlace): Promise<void> {
	const flow = await flowOfPacket(services, place);
	if (flow !== null) services.ask('followStream')?.(flow);
	else services.voice.say('This packet is of no flow: it has no ports, or they were cut off');
}
