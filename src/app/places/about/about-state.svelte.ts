import { messageOf } from '#lib/failure.ts';
import { version } from '../../../../package.json';
import type { PlaceState } from '../../place.ts';
import type { Services } from '../../services/services.ts';
import type { Stored } from '../../services/stored.ts';
import { caseLinesOf, lossOf, sizeOf } from '../../services/stored-words.ts';
import { browserWords, type BrowserAccount } from './browser-words.ts';

/** What is kept of a case. */
export interface CaseLine {
	name: string;
	title: string;
	isOwn: boolean;
	/** In words; empty for nothing. */
	what: string;
	bytes: number;
}

/** What there is to say of the page itself. */
export class AboutState implements PlaceState {
	/** What it has to show is gone to, and nothing is done from elsewhere. */
	readonly commands = [];
	readonly version: string = version;
	readonly #services: Services;
	#stored = $state.raw<Stored | null>(null);
	#failure = $state.raw<string | null>(null);

	constructor(services: Services) {
		this.#services = services;
	}

	/** Null where no database runs. */
	get database(): string | null {
		return this.#services.engine.version;
	}

	get browser(): string {
		return browserWords(navigator as BrowserAccount);
	}

	/** Null before it was looked at, and where it cannot be. */
	get stored(): Stored | null {
		return this.#stored;
	}

	/** Why what is kept could not be looked at, or deleted; null where it could. */
	get failure(): string | null {
		return this.#failure;
	}

	/** Each case of the analyst's own, and the samples of which something is kept. */
	get cases(): readonly CaseLine[] {
		const stored = this.#stored;
		if (stored === null) return [];
		const { ownCases, incidents } = this.#services.cases;
		const all = [
			...ownCases.map((each) => ({ ...each, isOwn: true })),
			...incidents.map(({ name, title }) => ({ name, title: `Sample: ${title}`, isOwn: false }))
		];
		return all
			.map((each) => {
				const lines = caseLinesOf(stored, each.name);
				return { ...each, what: lossOf(lines), bytes: sizeOf(lines) };
			})
			.filter(({ isOwn, what }) => isOwn || what !== '');
	}

	async remove(does: 'empty' | 'delete', { name, title }: CaseLine): Promise<void> {
		await this.#services.ask('removeCase')?.(does, name, title);
		await this.look();
	}

	get keys() {
		const commands = this.#services.ask('commands')?.() ?? [];
		return commands.flatMap(({ press }) => press ?? []);
	}

	look(): Promise<void> {
		return this.#told(async () => {
			this.#stored = await this.#services.stored();
		});
	}

	clear(): Promise<void> {
		return this.#told(() => this.#services.clearStored());
	}

	async #told(work: () => Promise<void>): Promise<void> {
		this.#failure = null;
		try {
			await work();
		} catch (error) {
			this.#failure = messageOf(error);
		}
	}
}
