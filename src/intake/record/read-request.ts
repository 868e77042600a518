import type { ImportSettings } from './import-settings.ts';

/** A source to read, as the page has it. */
export interface ReadRequest {
	blob: Blob;
	name: string;
	/** Milliseconds since 1970; null where not known. */
	modified: number | null;
	settings: ImportSettings;
	/** Milliseconds since 1970. */
	now: number;
}

/** The bytes that parts are cut from. */
export type NamedBlob = Pick<ReadRequest, 'blob' | 'name'>;

/** A source to look at the beginning of. */
export type LookRequest = Omit<ReadRequest, 'modified'>;
