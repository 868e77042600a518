import { incidentNamed } from '#datasets/incidents/index.ts';
import { messageOf } from '#lib/failure.ts';
import type { AlertStore } from './alert-store.svelte.ts';
import { addressOfCase, caseNamedIn, isOwnCase } from './case-address.ts';
import { CaseArrival, type ArrivalParts } from './case-arrival.svelte.ts';
import type { CaseBook } from './case-book.svelte.ts';
import { Openings } from './openings.svelte.ts';
import type { CaseRole, CaseState, OwnCase } from './services/case-state.ts';
import type { History } from './services/history.svelte.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { Platform } from './services/platform.ts';

const FIRST_INCIDENT = 'block-listed-source';

export interface CaseParts extends ArrivalParts {
	platform: Pick<Platform, 'address' | 'setAddress' | 'pushAddress'>;
	history: History;
	alerts: AlertStore;
	/** What may be running when another case is opened. */
	runs: readonly { cancel(): void }[];
	/** Hears once all the sources of a case that was opened are there. */
	onopened(): Promise<void>;
}

/** Which case is open, and the ways from one to another: every one is a step that the browser's Back takes back. */
export class OpenCase implements CaseState {
	readonly arrival: CaseArrival;
	readonly #parts: CaseParts;
	readonly #openings = new Openings();
	#name = $state.raw(FIRST_INCIDENT);
	/** Resolves once it is known which case is the first: files may be dropped before that. */
	readonly #begun: Promise<void>;
	#begin!: () => void;

	constructor(parts: CaseParts) {
		this.#parts = parts;
		this.arrival = new CaseArrival(parts);
		this.#begun = new Promise((begin) => (this.#begin = begin));
	}

	get name(): string {
		return this.#name;
	}
	get isOwn(): boolean {
		return isOwnCase(this.#name);
	}
	get title(): string {
		const { incident } = this.arrival;
		if (incident !== null) return `Sample: ${incident.title}`;
		return this.#parts.book.titleOf(this.#name);
	}
	get role(): CaseRole {
		return this.#parts.right.role;
	}
	get isOpening(): boolean {
		return this.#openings.isOn;
	}
	get own(): OwnCase | null {
		return this.isOwn ? null : this.arrival.own;
	}

	/** Opens what the address names, else what was open at the last visit, else the first sample. */
	async openFirst(): Promise<void> {
		const { platform, storage, notices, book } = this.#parts;
		const looked = notices.guarded(() => book.load());
		const address = platform.address();
		const last = caseNamedIn(address) ?? (await (await storage).setting('workspace', String));
		// An incident is there whatever cases of one's own are.
		if (last !== null && isOwnCase(last)) await looked;
		const name = knownCase(last ?? FIRST_INCIDENT, this.#parts);
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

	/** Follows the address, which Back or Forward changed. */
	async follow(): Promise<void> {
		const named = caseNamedIn(this.#parts.platform.address());
		if (named !== null && named !== this.#name) await this.#open(knownCase(named, this.#parts));
	}

	/** The analyst's own files do not mix with an incident's; nothing is counted before they are read. */
	async leaveForOwn(): Promise<void> {
		await this.#begun;
		if (this.isOwn) return this.#openings.settled();
		const { platform, book } = this.#parts;
		const name = book.last;
		platform.pushAddress(addressOfCase(name, platform.address()));
		await this.#goTo(name);
	}

	/** Nothing of the case is on the page, or in a database, while `work` takes away what is kept of it. */
	async emptied(work: () => Promise<void>): Promise<void> {
		const { home } = this.#parts;
		this.#openings.begin();
		this.#leave(this.#name);
		await this.#openings.settled();
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
		await this.#openings.settled();
	}

	async #open(name: string): Promise<void> {
		if (await this.#goTo(name)) await this.#parts.onopened();
	}

	/** @returns false where another case was asked for meanwhile */
	#goTo(name: string): Promise<boolean> {
		this.#leave(name);
		return this.#openings.go((opened) => this.arrival.bring(name, opened));
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
}

/** The name of a case that there is; the first sample, and that it is, in the place of any other. */
function knownCase(name: string, { book, notices }: { book: CaseBook; notices: Notices }): string {
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
