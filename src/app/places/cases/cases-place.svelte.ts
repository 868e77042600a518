import type { MenuItem } from '#ui/menu.ts';
import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import type { Capabilities, Services } from '../../services/services.ts';

/** What a person is asked about a case. */
export type CaseDialog =
	{ does: 'make' } | { does: 'rename' | 'empty' | 'delete'; name: string; title: string };

/** The case that is open, the others, and what is done with a case as a whole. */
export class CasesPlace implements PlaceState {
	readonly services: Services;
	#asked = $state.raw<CaseDialog | null>(null);
	#answered: () => void = () => undefined;
	readonly offers: Pick<Capabilities, 'removeCase'> = {
		removeCase: (does, name, title) => this.#ask({ does, name, title })
	};

	constructor(services: Services) {
		this.services = services;
	}

	/** What is being asked; null for nothing. */
	get asked(): CaseDialog | null {
		return this.#asked;
	}

	get commands(): readonly Command[] {
		return this.#acts.map(({ name, title, act }) => ({
			...{ id: `case ${name}`, title: title.replace('…', ''), group: 'action' },
			act
		}));
	}

	/** Every case but the one that is open. */
	get aims(): readonly Command[] {
		const { case: open, cases } = this.services;
		const own = cases.ownCases.map(({ name, title }) => ({
			...{ id: `case of ${name}`, name, title, group: 'case' },
			act: () => void cases.openCase(name)
		}));
		const incidents = cases.incidents.map(({ name, title }) => ({
			...{ id: `incident ${name}`, name, title, group: 'incident' },
			act: () => void cases.openIncident(name)
		}));
		return [...own, ...incidents].filter(({ name }) => name !== open.name);
	}

	/** What the menu of the case has: one's own, what is done with the one that is open, and the samples. */
	get menu(): readonly (readonly MenuItem[])[] {
		const { cases } = this.services;
		const own = cases.ownCases.map(({ name, title }) =>
			this.#way(name, title, () => cases.openCase(name))
		);
		const samples = cases.incidents.map(({ name, title }) =>
			this.#way(name, `Sample: ${title}`, () => cases.openIncident(name))
		);
		return [own, this.#acts, samples];
	}

	/** A title that no case has yet. */
	get freeTitle(): string {
		const taken = this.services.cases.ownCases.map(({ title }) => title);
		let number = taken.length + 1;
		while (taken.includes(`Case ${number}`)) number++;
		return `Case ${number}`;
	}

	leave(): void {
		this.#asked = null;
		this.#answered();
	}

	/** Does what was asked about. @param title of one that is made or renamed */
	async answer(title = ''): Promise<void> {
		const { cases } = this.services;
		const asked = this.#asked;
		this.#asked = null;
		if (asked?.does === 'make') await cases.makeCase(title);
		else if (asked?.does === 'rename') await cases.renameCase(asked.name, title);
		else if (asked?.does === 'empty') await cases.emptyCase(asked.name);
		else if (asked !== null) await cases.deleteCase(asked.name);
		this.#answered();
	}

	#ask(dialog: CaseDialog): Promise<void> {
		this.#asked = dialog;
		return new Promise((answered) => (this.#answered = answered));
	}

	get #acts(): MenuItem[] {
		const { case: open } = this.services;
		const { name, title } = open;
		const asks = (does: 'rename' | 'empty' | 'delete') => () =>
			void this.#ask({ does, name, title });
		const make = { name: 'new', title: 'New case…', act: () => void this.#ask({ does: 'make' }) };
		if (!open.isOwn)
			return [make, { name: 'empty', title: 'Begin this sample anew…', act: asks('empty') }];
		return [
			make,
			{ name: 'rename', title: 'Rename this case…', act: asks('rename') },
			{ name: 'empty', title: 'Empty this case…', act: asks('empty') },
			{ name: 'delete', title: 'Delete this case…', act: asks('delete') }
		];
	}

	#way(name: string, title: string, go: () => Promise<void>): MenuItem {
		const isOpen = this.services.case.name === name;
		return {
			...{ name, title, note: isOpen ? 'open' : null },
			act: () => void (isOpen ? undefined : go())
		};
	}
}
