import type { FormatFacts } from '#datasets/format-facts.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import { InTurn } from '#lib/in-turn.ts';
import type { Read } from '#engine/store/load-source.ts';
import type { Preview } from '#intake/reading/preview.ts';
import { ReaderClient } from '#intake/thread/reader-client.ts';
import { fileOf } from './given-sources.ts';
import { AHEAD_LIMIT, readAhead } from './read-ahead.ts';
import type { Source } from './services/source.ts';

/** Reads sources in threads, which take one source at a time. */
export class SourceReader {
	readonly #client = new ReaderClient();
	readonly #turn = new InTurn();

	/** Files are likely to come: what reads them gets ready. */
	prepare(): void {
		this.#client.prepare();
	}

	/** All formats, by name. */
	formats(): Promise<readonly FormatFacts[]> {
		return this.#client.formats();
	}

	close(): void {
		this.#client.close();
	}

	/** What the beginning of a source would be read as with a mapping. */
	look(source: Source, mapping: Mapping | null): Promise<Preview> {
		const { name, settings } = source;
		const blob = fileOf(source);
		return this.#client.look({ blob, name, settings: { ...settings, mapping }, now: Date.now() });
	}

	/** The reading of a source, which begins when it is asked for. */
	reading(source: Source): Read {
		const { name, settings, workspace } = source;
		return async (handlers) => {
			const blob = fileOf(source);
			const modified = workspace === null ? null : blob.lastModified;
			return this.#turn.run(() =>
				this.#client.read({ blob, name, modified, settings, now: Date.now() }, handlers)
			);
		};
	}

	/** The same, under way already where the source is small. */
	begun(source: Source, signal: AbortSignal): Read {
		const read = this.reading(source);
		const small = source.file !== null && source.file.size <= AHEAD_LIMIT;
		return small ? readAhead(read, signal) : read;
	}
}
