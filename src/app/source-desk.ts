import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Preview } from '#intake/reading/preview.ts';
import { Failure } from '#lib/failure.ts';
import type { DataHome } from './data-home.ts';
import type { DataStore } from './data-store.svelte.ts';
import { sourceEdit } from './services/edits.ts';
import { ownExhibit, type Exhibit } from './exhibit.ts';
import type { History } from './services/history.svelte.ts';
import { rememberMapping, withKnownMapping, type Look } from './mappings.ts';
import type { Storage } from './services/storage.ts';

export interface SourceDeskParts {
	storage: Promise<Storage>;
	history: History;
	home: DataHome;
	data: DataStore;
	/** Hears that the sources are in another database, which knows none of the recipe's parameters. */
	onmoved(): Promise<void>;
	/** Called once rows came or went. */
	onchange(): Promise<void>;
}

/** Takes sources in, reads them again and takes them out: what that means for what is kept and for the history. */
export class SourceDesk {
	readonly #parts: SourceDeskParts;

	constructor(parts: SourceDeskParts) {
		this.#parts = parts;
	}

	/** @param onlisted called once each has its entry on the list */
	async add(files: readonly File[], as: string | null, onlisted: () => void): Promise<void> {
		const { storage: opened, home, data, onmoved } = this.#parts;
		const storage = await opened;
		const exhibits = await Promise.all(
			files.map((file) => withKnownMapping(storage, this.#look, ownExhibit(file, as)))
		);
		if (await home.makeRoomFor(exhibits)) await onmoved();
		const added = data.add(exhibits);
		onlisted();
		await added;
		await this.#settled(exhibits);
	}

	/** Its rows are not given up before it is sure that there is something to read. */
	async readAgain(key: string, settings: Partial<ImportSettings>): Promise<void> {
		const { home, data } = this.#parts;
		const exhibit = data.rows.list.exhibit(key);
		if (exhibit === undefined) return;
		const again = await home.readable(exhibit);
		const place = data.rows.list.placeOf(key);
		await data.remove(key);
		again.settings = { ...exhibit.settings, ...settings };
		await data.add([again], place);
		await this.#settled([again]);
	}

	preview(key: string, mapping: Mapping | null): Promise<Preview> {
		return this.#look(this.#parts.data.rows.list.exhibit(key)!, mapping);
	}

	async map(key: string, mapping: Mapping): Promise<void> {
		const exhibit = this.#parts.data.rows.list.exhibit(key);
		if (exhibit === undefined) return;
		await rememberMapping(await this.#parts.storage, this.#look, exhibit, mapping);
		await this.readAgain(key, { mapping });
	}

	async takeOut(key: string): Promise<void> {
		const { home, data, onchange } = this.#parts;
		const exhibit = data.rows.list.exhibit(key);
		if (exhibit === undefined) return;
		const isRead = data.rows.list.entry(key)?.state === 'read';
		const copy = await home.copyOf(key);
		if (isRead && exhibit.file === null && copy === null) await this.#layAside(exhibit);
		else await this.#takeOutRead(exhibit, isRead, copy);
		await onchange();
	}

	async #takeOutRead(exhibit: Exhibit, isRead: boolean, copy: File | null): Promise<void> {
		const place = this.#parts.data.rows.list.placeOf(exhibit.key);
		await this.#drop(exhibit.key);
		// What was refused or cancelled has no rows that anybody could want again.
		if (!isRead) return;
		this.#remember(exhibit, (there) =>
			there ? this.#putBack(exhibit, copy, place) : this.#drop(exhibit.key)
		);
	}

	/** Of a source of which only rows were kept there are no bytes to read them from again. */
	async #layAside(exhibit: Exhibit): Promise<void> {
		const { home, data } = this.#parts;
		const place = data.rows.list.placeOf(exhibit.key);
		const takeOut = async () => {
			const source = await data.layAside(exhibit.key);
			await home.drop(exhibit.key);
			return source;
		};
		let laid = await takeOut();
		this.#remember(exhibit, async (there) => {
			if (!there) return void (laid = await takeOut());
			await data.takeBack(laid, place);
			await home.keepSettled([exhibit]);
		});
	}

	#remember({ name }: Exhibit, give: (there: boolean) => Promise<void>): void {
		const { history, onchange } = this.#parts;
		const given = async (there: boolean) => {
			await give(there);
			void onchange();
		};
		history.add(sourceEdit(name, given));
	}

	readonly #look: Look = (exhibit, mapping) => this.#parts.data.reading.look(exhibit, mapping);

	async #drop(key: string): Promise<void> {
		await this.#parts.data.remove(key);
		await this.#parts.home.drop(key);
	}

	/** Its rows are gone from the database, and are read again from its bytes. */
	async #putBack(exhibit: Exhibit, copy: File | null, place: number): Promise<void> {
		const { home, data, history } = this.#parts;
		history.tell(`${exhibit.name} is being read again from its bytes.`);
		const again = await home.readable(exhibit, async () => copy);
		await data.add([again], place);
		const entry = data.rows.list.entry(exhibit.key);
		if (entry?.state === 'refused')
			throw new Failure('input not readable', entry.reason ?? '', { place: exhibit.name });
		await home.keepSettled([again]);
	}

	async #settled(exhibits: readonly Exhibit[]): Promise<void> {
		await this.#parts.home.keepSettled(exhibits);
		await this.#parts.onchange();
	}
}
