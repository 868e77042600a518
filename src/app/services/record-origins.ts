import { recordPlaceOf, type RecordPlace } from '#investigation/record-place.ts';
import type { ToldRecord, TellsRecord } from '#ui/record/record-reader.ts';
import { hasBytesIn } from './has-bytes.ts';
import type { Services } from './services.ts';

/** Where a record lies, and its bytes where they are at hand. */
export function originOf({ data, sources }: Services, place: RecordPlace): ToldRecord {
	const { sourceId, record, offset, length } = place;
	const receipt = data.sources.find(({ receipt }) => receipt?.source_id === sourceId)?.receipt;
	const source = receipt && {
		name: receipt.source,
		sha256: receipt.sha256,
		compressed: receipt.compression !== null
	};
	const load = () => sources.bytesOf(sourceId, offset, length);
	return {
		source: source ?? null,
		sourceId,
		record,
		offset,
		length,
		load: hasBytesIn(data)(sourceId) ? load : null
	};
}

/** Says of each row of which record it is, by the sources that are loaded. */
export function recordOrigins(services: Services): TellsRecord {
	return (columns, row) => {
		const place = recordPlaceOf(columns, row);
		return place === null ? null : originOf(services, place);
	};
}
