import type { CapturedBytes } from '#datasets/packets/layers/packet-layers.ts';
import { getContext, setContext } from 'svelte';
import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';

/** A source, as far as a record is told by it. */
interface Recorded {
	name: string;
	/** Of all its bytes, in hexadecimal digits. */
	sha256: string;
	compressed: boolean;
}

/** A record of a capture. */
export interface ToldPacket {
	load: () => Promise<CapturedBytes>;
	/** Shows what was said in the flow that it is of. */
	follow: () => void;
}

/** The record that a row came from. */
export interface ToldRecord {
	/** Null where it is no longer loaded. */
	source: Recorded | null;
	/** First digits of the hash of the source. */
	sourceId: string;
	/** Its number within the source, from 1. */
	record: number;
	/** Bytes after decompression. */
	offset: number;
	length: number;
	/** Null where the bytes are not at hand. @throws what the reading throws */
	load: (() => Promise<Uint8Array>) | null;
	/** The packet that it is; absent where it is none, or its bytes are not at hand. */
	packet?: ToldPacket;
}

/** Says of which record a row is; null where the row does not tell, as a sum over many. */
export type TellsRecord = (
	columns: readonly ResultColumn[],
	row: readonly Value[]
) => ToldRecord | null;

const key = Symbol('what says of which record a row is');

/** To be called while a component is set up: rows that it holds tell their records by `reader`. */
export function readRecordsBy(reader: TellsRecord): void {
	setContext(key, reader);
}

/** To be called while a component is set up. Where nothing above it says otherwise no row tells its record. */
export function recordReader(): TellsRecord {
	return getContext<TellsRecord | undefined>(key) ?? (() => null);
}
