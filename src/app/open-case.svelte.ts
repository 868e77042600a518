import { incidentNamed, incidents, storyOf } from '#datasets/incidents/index.ts';
import type { Incident } from '#datasets/incidents/incident.ts';
import { anyAlertRecipe, recipeText } from '#datasets/recipes/index.ts';
import { messageOf } from '#lib/failure.ts';
import { addressOfCase, caseNamedIn, isOwnCase } from './case-address.ts';
import type { CaseBook } from './case-book.svelte.ts';
import type { CaseKeeper } from './case-keeper.ts';
import type { AlertStore } from './alert-store.svelte.ts';
import type { DataHome } from './data-home.ts';
import type { DataStore } from './data-store.svelte.ts';
import { incidentSources } from './given-sources.ts';
import type { History } from './services/history.svelte.ts';
import { marks } from './marks.ts';
import type { Notices } from './services/notices.svelte.ts';
import { ownCaseIn } from './own-case.ts';
import type { Platform } from './services/platform.ts';
import type { RecipeDesk } from './recipe-desk.ts';
import type { Storage } from './services/storage.ts';
import type { WriteRight } from './write-right.svelte.ts';
import type { CaseRole, CaseState, IncidentEntry, OwnCase } from './services/case-state.ts';

const FIRST_INCIDENT = 'block-listed-source';

export interface CaseParts {
	platform: Pick<Platform, 'address' | 'setAddress' | 'pushAddress'>;
	right: WriteRight;
	keeper: CaseKeeper;
	storage: Promise<Storage>;
	book: CaseBook;
	notices: Notices;
	history: History;
	home: DataHome;
	data: DataStore;
	alerts: AlertStore;
	/** What may be running when another case is opened. */
	runs: readonly { cancel(): void }[];
	desk: RecipeDesk;
	/** What goes over to another case with it. */
	enters(name: string): readonly (() => Promise<void>)[];
	/** Hears once all the sources of a case that was opened are there. */
	onopened(): Promise<void>;
}

/** Which case is open, and the ways from one to another: every one is a step that the browser's Back takes back. */
export class OpenCase implements CaseState {
	readonly #parts: CaseParts;
	#name = $state.raw(FIRST_INCIDENT);
	#incident = $state.raw<Incident | null>(null);
	#own = $state.raw<OwnCase | null>(null);
	#isOpening = $state.raw(true);
	/** Counts the openings: of several that were asked for at once the last one counts. */
	#openings = 0;
	#going: Promise<unknown> = Promise.resolve();
	/** Resolves once it is known which case is the first: files may be dropped before that. */
	readonly #begun: Promise<void>;
	#begin!: () => void;

	constructor(parts: CaseParts) {
		this.#parts = parts;
		this.#begun = new Promise((begin) => (this.#begin = begin));
	}

	get name(): string {
		return this.#name;
	}
	get isOwn(): boolean {
		return isOwnCase(this.#name);
	}
	get title(): string {
		const { book } = this.#parts;
		return this.#incident === null ? book.titleOf(this.#name) : `Sample: ${this.#incident.title}`;
	}
	get role(): CaseRole {
		return this.#parts.right.role;
	}
	get isOpening(): boolean {
		return this.#isOpening;
	}
	get own(): OwnCase | null {
		return this.isOwn ? null : this.#own;
	}

	/** Opens what the address names, else what was open at the last visit, else the first sample. */
	async openFirst(): Promise<void> {
		const { platform, storage, notices, book } = this.#parts;
		const looked = notices.guarded(() => book.load());
		const address = platform.address();
		const last = caseNamedIn(address) ?? (await (await storage).setting('workspace', String));
		// An incident is there whatever cases of one's own are.
		if (last !== null && isOwnCase(last)) await looked;
		const name = this.#known(last ?? FIRST_INCIDENT);
		platform.setAddress(addressOfCase(name, address));
		const opened = this.#open(name);
		void looked.then(this.#begin);
		await opened;
	}

	/** Goes to a case, as a step of its own in the browser's history. */
	async open(name: string): Promise<void> {
		const { platform } = this.#parts;
		platform.pushAddress(addressOfCase(name, platform.address()));
		await this.#open(name);
	}

	/** Opens the case anew, as what this tab may do with it is another now. */
	async reopen(): Promise<void> {
		await this.#open(this.#name);
	}

	/** Looks what there is to go back to. */
	async lookForOwn(): Promise<void> {
		const { book, storage } = this.#parts;
		await book.load();
		const { last: name } = book;
		this.#own = await ownCaseIn(await storage, { name, title: book.titleOf(name) });
	}

	/** Follows the address, which Back or Forward changed. */
	async follow(): Promise<void> {
		const named = caseNamedIn(this.#parts.platform.address());
		if (named !== null && named !== this.#name) await this.#open(this.#known(named));
	}

	/** The analyst's own files do not mix with an incident's; nothing is counted before they are read. */
	async leaveForOwn(): Promise<void> {
		await this.#begun;
		if (this.isOwn) return void (await this.#going);
		const { platform, book } = this.#parts;
		const name = book.last;
		platform.pushAddress(addressOfCase(name, platform.address()));
		await this.#goTo(name);
	}

	/** Nothing of the case is on the page, or in a database, while `work` takes away what is kept of it. */
	async emptied(work: () => Promise<void>): Promise<void> {
		const { home } = this.#parts;
		this.#isOpening = true;
		this.#leave(this.#name);
		await this.#going;
		await home.letGo();
		try {
			await work();
		} catch (error) {
			await this.reopen();
			throw error;
		}
	}

	/** Another tab made, renamed or deleted a case. */
	async heedCases(): Promise<void> {
		const { book, notices } = this.#parts;
		await book.load();
		if (!this.isOwn || book.has(this.#name)) return;
		notices.say('warning', 'This case was deleted in another tab.');
		await this.replace(book.last);
	}

	/** Goes to a case in the place of one that is no more: Back does not lead to that. */
	async replace(name: string): Promise<void> {
		const { platform } = this.#parts;
		platform.setAddress(addressOfCase(name, platform.address()));
		await this.#open(name);
	}

	/** Resolves once the case that is being opened has its recipe and its sources. */
	async arrived(): Promise<void> {
		await this.#begun;
		await this.#going;
	}

	/** The alert that the case is about, where it was not picked otherwise. */
	alertOfIncident(): string | null {
		const incident = this.#incident;
		if (incident === null) return null;
		const key = `${incident.name}/${incident.alert.source}`;
		const receipt = this.#parts.data.sources.find((source) => source.key === key)?.receipt;
		return receipt ? `${receipt.source_id}-${incident.alert.record}` : null;
	}

	async #open(name: string): Promise<void> {
		if (await this.#goTo(name)) await this.#parts.onopened();
	}

	/** @returns false where another case was asked for meanwhile */
	async #goTo(name: string): Promise<boolean> {
		const opening = ++this.#openings;
		this.#isOpening = true;
		this.#leave(name);
		const gone = this.#going
			.then(() => opening === this.#openings && this.#arrive(opening))
			.finally(() => this.#opened(opening));
		this.#going = gone.catch(() => undefined);
		return gone;
	}

	/** Nobody waits for that opening any more: all of it is there, or nothing is kept of the case. */
	#opened(opening: number): void {
		if (opening === this.#openings) this.#isOpening = false;
	}

	/** What stands on the page is of another case at once. */
	#leave(name: string): void {
		const { runs, alerts, history, data, keeper } = this.#parts;
		this.#name = name;
		keeper.close();
		for (const run of runs) run.cancel();
		alerts.clear();
		history.clear();
		data.reading.cancel();
	}

	async #arrive(opening: number): Promise<boolean> {
		const { notices, home, data, book, storage: opened, desk, enters } = this.#parts;
		const name = this.#name;
		await this.#parts.right.enter(name);
		const incident = incidents.find((each) => each.name === name) ?? null;
		this.#incident = incident;
		for (const enter of enters(name)) void notices.guarded(enter, 'case');
		const read = await (incident === null
			? home.openOwn(name, () => this.#opened(opening))
			: this.#openIncident(incident));
		data.incident = incident === null ? null : entryOf(incident);
		const storage = await opened;
		await storage.keepSetting('workspace', name);
		if (incident === null) await book.opened(name);
		const shipped = recipeText(incident?.recipe ?? anyAlertRecipe);
		const kept = await storage.investigation(name);
		const unread = desk.openKept(kept, shipped);
		this.#parts.keeper.open(name, unread === null ? kept : null);
		if (unread !== null) await storage.putAside('investigations', name, unread);
		const variables = desk.setAllParameters();
		// While the sources are read: no verdict waits for what there is to go back to.
		const looked = incident === null ? null : notices.guarded(() => this.lookForOwn());
		await notices.guarded(read, 'case');
		performance.mark(marks.sources);
		await variables;
		await looked;
		return opening === this.#openings;
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

	/** The name of a case that there is; the first sample, and that it is, in the place of any other. */
	#known(name: string): string {
		const { book, notices } = this.#parts;
		if (isOwnCase(name)) {
			if (book.has(name)) return name;
			notices.say('failure', `case not known: ${name} is none that is kept in this browser`);
			return FIRST_INCIDENT;
		}
		try {
			return incidentNamed(name).name;
		} catch (error) {
			notices.say('failure', messageOf(error));
			return FIRST_INCIDENT;
		}
	}
}

/** What the page shows of an incident. */
export function entryOf(incident: Incident): IncidentEntry {
	const { name, title, question, truth } = incident;
	return { name, title, question, story: storyOf(incident), lesson: truth.lesson };
}
