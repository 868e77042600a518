import type { FormatFacts } from '#datasets/format-facts.ts';
import { WINDOW } from '#investigation/parameters.ts';
import type { TimeRange } from '#lib/time-range.ts';
import { bringParsers } from '#recipe/parsers.ts';
import { recipeOfFragment } from '#recipe/share-link.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import { openedFiles } from '../../services/archives.ts';
import {
	chooseFiles,
	chooseFolder,
	isRecipe,
	isRecipeText,
	recipeLinkIn
} from '../../services/files.ts';
import { rangeAround } from '../../services/reach.ts';
import type { Capabilities, Services } from '../../services/services.ts';

/** The sources, how they come in, and what they can speak for. */
export class DataPlace implements PlaceState {
	readonly services: Services;
	/** They come behind the page. */
	#formats = $state.raw<readonly FormatFacts[]>([]);
	readonly commands: readonly Command[] = [
		{ id: 'files', title: 'Add files', group: 'action', act: () => this.choose() },
		{ id: 'folder', title: 'Add a folder', group: 'action', act: () => this.chooseFolder() }
	];
	readonly offers: Pick<Capabilities, 'takeFiles' | 'takeText' | 'chooseFiles' | 'chooseFolder'> = {
		takeFiles: (files) => this.take(files),
		takeText: (text) => this.#takeText(text),
		chooseFiles: (accept) => this.choose(accept),
		chooseFolder: () => this.chooseFolder()
	};

	constructor(services: Services) {
		this.services = services;
	}

	get badge(): string {
		const { sources } = this.services.data;
		const refused = sources.filter(({ state }) => state === 'refused').length;
		return `${sources.length}${refused > 0 ? `, ${refused} refused` : ''}`;
	}

	/** Titles of the formats, by name. */
	get titles(): ReadonlyMap<string, string> {
		return new Map(this.#formats.map(({ name, title }) => [name, title]));
	}

	/** Names of the formats that do not know what their columns mean. */
	get mappable(): ReadonlySet<string> {
		return new Set(this.#formats.filter((each) => each.mappable).map(({ name }) => name));
	}

	/** What the checks look at around the alert; null where that is not known. */
	readonly reach = $derived.by((): TimeRange | null => {
		const { alerts, recipe } = this.services;
		return rangeAround(alerts.current?.ts ?? null, recipe.values[WINDOW]);
	});

	/** It has come into sight: files are likely to follow. */
	shown(): void {
		const { notices, sources } = this.services;
		sources.expectFiles();
		void notices.guarded(async () => void (this.#formats = await sources.formats()));
	}

	choose(accept = ''): void {
		if (accept === '') this.services.sources.expectFiles();
		void chooseFiles(accept).then((files) => this.take(files));
	}

	chooseFolder(): void {
		const { notices, sources } = this.services;
		sources.expectFiles();
		void notices.guarded(async () => this.take(await chooseFolder()));
	}

	/** Archives are unpacked, recipes are opened, all else is read as a source. */
	async take(given: readonly File[]): Promise<void> {
		const { files, told } = await openedFiles(given);
		for (const { kind, text } of told) this.services.notices.say(kind, text);
		const [recipes, logs] = await apart(files);
		await this.#takeRecipes(recipes);
		if (logs.length === 0) return;
		this.#open();
		await this.services.sources.addFiles(logs);
	}

	/** One is shown and runs once it is let in; several go on the shelf. */
	async #takeRecipes(files: readonly File[]): Promise<void> {
		const [first, second] = files;
		if (second !== undefined) await this.services.ask('keepRecipes')?.(files);
		else if (first !== undefined)
			this.services.recipes.showRecipe(await first.text(), `the file ${first.name}`);
	}

	#takeText(text: string): void {
		const { notices, recipes, sources } = this.services;
		const fragment = recipeLinkIn(text);
		if (fragment === null && !isRecipeText(text)) {
			this.#open();
			return void sources.addText(text);
		}
		void notices.guarded(async () => {
			await bringParsers();
			const linked = fragment === null ? null : recipeOfFragment(fragment);
			const from = linked === null ? 'the text that was pasted' : 'the link that was pasted';
			recipes.showRecipe(linked?.text ?? text.trimStart(), from);
		});
	}

	#open(): void {
		this.services.ask('openPlace')?.('data');
	}
}

/** The recipes among some files, and all else. */
async function apart(files: readonly File[]): Promise<[File[], File[]]> {
	const [recipes, others]: [File[], File[]] = [[], []];
	for (const file of files) ((await isRecipe(file)) ? recipes : others).push(file);
	return [recipes, others];
}
