import { incidents, storyOf } from '#datasets/incidents/index.ts';
import type { Incident } from '#datasets/incidents/incident.ts';
import { anyAlertRecipe, recipeText } from '#datasets/recipes/index.ts';
import { bringParsers } from '#recipe/parsers.ts';
import type { CaseBook } from './case-book.svelte.ts';
import type { CaseKeeper } from './case-keeper.ts';
import type { DataHome } from './data-home.ts';
import type { DataStore } from './data-store.svelte.ts';
import { incidentSources } from './given-sources.ts';
import { marks } from './marks.ts';
import { ownCaseIn } from './own-case.ts';
import type { RecipeDesk } from './recipe-desk.ts';
import type { IncidentEntry, OwnCase } from './services/case-state.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { Storage } from './services/storage.ts';
import type { WriteRight } from './write-right.svelte.ts';

export interface ArrivalParts {
	right: WriteRight;
	keeper: CaseKeeper;
	storage: Promise<Storage>;
	book: CaseBook;
	notices: Notices;
	home: DataHome;
	data: DataStore;
	desk: RecipeDesk;
	/** What goes over to another case with it. */
	enters(name: string): readonly (() => Promise<void>)[];
}

/** Brings a case to the page with its data and its recipe, and knows what it is that was brought. */
export class CaseArrival {
	readonly #parts: ArrivalParts;
	#incident = $state.raw<Incident | null>(null);
	#own = $state.raw<OwnCase | null>(null);

	constructor(parts: ArrivalParts) {
		this.#parts = parts;
	}

	/** Null for a case of one's own. */
	get incident(): Incident | null {
		return this.#incident;
	}

	/** What there is to go back to of one's own; null where there is nothing. */
	get own(): OwnCase | null {
		return this.#own;
	}

	/** @param opened hears that nothing more of the case is on its way, where that is known before the end */
	async bring(name: string, opened: () => void): Promise<void> {
		const { right, notices, home, data, desk, enters } = this.#parts;
		await right.enter(name);
		const incident = incidents.find((each) => each.name === name) ?? null;
		this.#incident = incident;
		for (const enter of enters(name)) void notices.guarded(enter, 'case');
		if (incident !== null) void bringParsers().catch(() => undefined);
		const read = await (incident === null
			? home.openOwn(name, opened)
			: this.#openIncident(incident));
		data.incident = incident === null ? null : entryOf(incident);
		// While the recipe is opened: what is read needs the database, and that starts meanwhile.
		const reading = notices.guarded(read, 'case');
		await this.#openRecipe(name, incident);
		const variables = desk.setAllParameters();
		void notices.guarded(() => desk.readAhead(), 'case');
		// While the sources are read: no verdict waits for what there is to go back to.
		const looked = incident === null ? null : notices.guarded(() => this.lookForOwn());
		await reading;
		performance.mark(marks.sources);
		await variables;
		await looked;
	}

	/** Looks what there is to go back to. */
	async lookForOwn(): Promise<void> {
		const { book, storage } = this.#parts;
		await book.load();
		const { last: name } = book;
		this.#own = await ownCaseIn(await storage, { name, title: book.titleOf(name) });
	}

	/** The alert that the case is about, where it was not picked otherwise. */
	alertOfIncident(): string | null {
		const incident = this.#incident;
		if (incident === null) return null;
		const key = `${incident.name}/${incident.alert.source}`;
		const receipt = this.#parts.data.sources.find((source) => source.key === key)?.receipt;
		return receipt ? `${receipt.source_id}-${incident.alert.record}` : null;
	}

	/** The recipe that was kept of the case, else the one that is shipped for it. */
	async #openRecipe(name: string, incident: Incident | null): Promise<void> {
		const { book, desk, keeper } = this.#parts;
		const storage = await this.#parts.storage;
		await storage.keepSetting('workspace', name);
		if (incident === null) await book.opened(name);
		const [kept] = await Promise.all([storage.investigation(name), bringParsers()]);
		const unread = desk.openKept(kept, recipeText(incident?.recipe ?? anyAlertRecipe));
		keeper.open(name, unread === null ? kept : null);
		if (unread !== null) await storage.putAside('investigations', name, unread);
	}

	/** @returns what brings the sources of the incident into the database */
	async #openIncident(incident: Incident): Promise<() => Promise<void>> {
		const { home, data } = this.#parts;
		const sources = incidentSources(incident);
		// They are awaited further on; until then a failure must not go astray.
		sources.catch(() => undefined);
		await home.openEmpty();
		return async () => data.add(await sources);
	}
}

/** What the page shows of an incident. */
export function entryOf(incident: Incident): IncidentEntry {
	const { name, title, question, truth } = incident;
	return { name, title, question, story: storyOf(incident), lesson: truth.lesson };
}
