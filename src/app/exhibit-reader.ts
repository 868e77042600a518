import type { Mapping } from '#datasets/mapping/mapping.ts';
import { InTurn } from '#lib/in-turn.ts';
import type { Read } from '#engine/store/load-source.ts';
import type { Preview } from '#intake/reading/preview.ts';
import { ReaderClient } from '#intake/thread/reader-client.ts';
import { fileOf, type Exhibit } from './exhibit.ts';
import { AHEAD_LIMIT, readAhead } from './read-ahead.ts';

/** Reads exhibits in threads, which take one source at a time. */
export class ExhibitReader {
	readonly #client = new ReaderClient();
	readonly #turn = new InTurn();

	/** Files are likely to come: what reads them gets ready. */
	prepare(): void {
		this.#client.prepare();
	}

	close(): void {
		this.#client.close();
	}

	/** What the beginning of an exhibit would be read as with a mapping. */
	look(exhibit: Exhibit, mapping: Mapping | null): Promise<Preview> {
		const { name, settings } = exhibit;
		const blob = fileOf(exhibit);
		return this.#client.look({ blob, name, settings: { ...settings, mapping }, now: Date.now() });
	}

	/** The reading of an exhibit, which begins when it is asked for. */
	reading(exhibit: Exhibit): Read {
		const { name, settings, own } = exhibit;
		return async (handlers) => {
			const blob = fileOf(exhibit);
			const modified = own ? blob.lastModified : null;
			return this.#turn.run(() =>
				this.#client.read({ blob, name, modified, settings, now: Date.now() }, handlers)
			);
		};
	}

	/** The same, under way already where the exhibit is small. */
	begun(exhibit: Exhibit, signal: AbortSignal): Read {
		const read = this.reading(exhibit);
		const small = exhibit.file !== null && exhibit.file.size <= AHEAD_LIMIT;
		return small ? readAhead(read, signal) : read;
	}
}
