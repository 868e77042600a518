import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Preview } from '#intake/reading/preview.ts';
import { Failure } from '#lib/failure.ts';
import type { DataHome } from './data-home.ts';
import type { DataStore } from './data-store.svelte.ts';
import { sourceEdit } from './services/edits.ts';
import type { CaseState } from './services/case-state.ts';
import { ownSource } from './given-sources.ts';
import type { History } from './services/history.svelte.ts';
import { rememberMapping, withKnownMapping, type Look } from './mappings.ts';
import type { Source } from './services/source.ts';
import type { Storage } from './services/storage.ts';

export interface SourceDeskParts {
	storage: Promise<Storage>;
	history: History;
	home: DataHome;
	data: DataStore;
	case: Pick<CaseState, 'name'>;
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
		const { storage: opened, home, data, case: open, onmoved } = this.#parts;
		const workspace = open.name;
		const storage = await opened;
		const sources = await Promise.all(
			files.map((file) => withKnownMapping(storage, this.#look, ownSource(file, as, workspace)))
		);
		this.#holdCase(workspace, files);
		if (await home.makeRoomFor(sources)) await onmoved();
		this.#holdCase(workspace, files);
		const added = data.add(sources);
		onlisted();
		await added;
		await this.#settled(sources);
	}

	/** Nothing that was dropped on one case comes into another. */
	#holdCase(workspace: string, files: readonly File[]): void {
		if (this.#parts.case.name === workspace) return;
		const [first] = files;
		const reason = 'another case was opened before it was read: drop it again in its own';
		throw new Failure('input not readable', reason, { place: first?.name ?? 'nothing' });
	}

	/** Its rows are not given up before it is sure that there is something to read. */
	async readAgain(key: string, settings: Partial<ImportSettings>): Promise<void> {
		const { home, data } = this.#parts;
		const source = data.rows.list.of(key);
		if (source === undefined) return;
		const again = await home.sources.readable(source);
		const place = data.rows.list.placeOf(key);
		await data.remove(key);
		const asked = { ...again, settings: { ...source.settings, ...settings } };
		await data.add([asked], place);
		await this.#settled([asked]);
	}

	preview(key: string, mapping: Mapping | null): Promise<Preview> {
		return this.#look(this.#parts.data.rows.list.of(key)!, mapping);
	}

	async map(key: string, mapping: Mapping): Promise<void> {
		const source = this.#parts.data.rows.list.of(key);
		if (source === undefined) return;
		await rememberMapping(await this.#parts.storage, this.#look, source, mapping);
		await this.readAgain(key, { mapping });
	}

	async takeOut(key: string): Promise<void> {
		const { home, data, onchange } = this.#parts;
		const source = data.rows.list.of(key);
		if (source === undefined) return;
		const isRead = source.state === 'read';
		const copy = await home.sources.copyOf(source);
		if (isRead && source.file === null && copy === null) await this.#layAside(source);
		else await this.#takeOutRead(source, isRead, copy);
		await onchange();
	}

	async #takeOutRead(source: Source, isRead: boolean, copy: File | null): Promise<void> {
		const place = this.#parts.data.rows.list.placeOf(source.key);
		await this.#drop(source.key);
		// What was refused or cancelled has no rows that anybody could want again.
		if (!isRead) return;
		this.#remember(source, (there) =>
			there ? this.#putBack(source, copy, place) : this.#drop(source.key)
		);
	}

	/** Of a source of which only rows were kept there are no bytes to read them from again. */
	async #layAside(source: Source): Promise<void> {
		const { home, data } = this.#parts;
		const place = data.rows.list.placeOf(source.key);
		const takeOut = async () => {
			const aside = await data.layAside(source.key);
			await home.sources.drop(source.key);
			return aside;
		};
		let laid = await takeOut();
		this.#remember(source, async (there) => {
			if (!there) return void (laid = await takeOut());
			await data.takeBack(laid, place);
			await home.sources.keepSettled([source]);
		});
	}

	#remember({ name }: Source, give: (there: boolean) => Promise<void>): void {
		const { history, onchange } = this.#parts;
		const given = async (there: boolean) => {
			await give(there);
			void onchange();
		};
		history.add(sourceEdit(name, given));
	}

	readonly #look: Look = (source, mapping) => this.#parts.data.reading.look(source, mapping);

	async #drop(key: string): Promise<void> {
		await this.#parts.data.remove(key);
		await this.#parts.home.sources.drop(key);
	}

	/** Its rows are gone from the database, and are read again from its bytes. */
	async #putBack(source: Source, copy: File | null, place: number): Promise<void> {
		const { home, data, history } = this.#parts;
		history.tell(`${source.name} is being read again from its bytes.`);
		const again = await home.sources.readable(source, async () => copy);
		await data.add([again], place);
		const ended = data.rows.list.of(source.key);
		if (ended?.state === 'refused')
			throw new Failure('input not readable', ended.reason, { place: source.name });
		await home.sources.keepSettled([again]);
	}

	async #settled(sources: readonly Source[]): Promise<void> {
		await this.#parts.home.sources.keepSettled(sources);
		await this.#parts.onchange();
	}
}
