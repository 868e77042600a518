import type { PlaceState } from '../../place.ts';
import type { Command } from '../../services/command.ts';
import type { Services } from '../../services/services.ts';
import type { Records } from '../../services/storage/collection.ts';
import { keptNotes, WHOLE, type KeptNotes } from './kept-notes.ts';

type NotesServices = Pick<Services, 'storage' | 'history' | 'notices'>;

/** What the analyst writes about the case that is open, in words of their own. */
export class NotesState implements PlaceState {
	#text = $state.raw('');
	#case = $state.raw('');
	readonly #around: NotesServices;
	readonly commands: readonly Command[] = [];

	constructor(around: NotesServices) {
		this.#around = around;
	}

	/** Name of the case that they are of. */
	get caseName(): string {
		return this.#case;
	}

	get text(): string {
		return this.#text;
	}

	get badge(): string {
		return this.#text.trim() === '' ? '' : '✎';
	}

	/** Has another text, which can be taken back; what cannot be kept is told. */
	async write(text: string): Promise<void> {
		const before = this.#text;
		if (text === before) return;
		const { history, notices } = this.#around;
		const kept = notices.guarded(() => this.#put(text), 'case');
		history.add(
			{
				made: () => 'The notes of the case are edited.',
				undone: () => 'The notes of the case are as they were.',
				undo: () => this.#put(before),
				redo: () => this.#put(text)
			},
			true
		);
		await kept;
	}

	async enter(caseName: string): Promise<void> {
		this.#case = caseName;
		this.#text = '';
		await this.refresh();
	}

	async refresh(): Promise<void> {
		const caseName = this.#case;
		const [found] = await (await this.#kept()).ofCase(caseName);
		if (this.#case === caseName) this.#text = found?.text ?? '';
	}

	async keepAnew(): Promise<void> {
		if (this.#text !== '') await this.#put(this.#text);
	}

	async #put(text: string): Promise<void> {
		const workspace = this.#case;
		this.#text = text;
		const records = await this.#kept();
		await (text === ''
			? records.drop([workspace, WHOLE])
			: records.keep({ workspace, name: WHOLE, text }));
	}

	async #kept(): Promise<Records<KeptNotes>> {
		return (await this.#around.storage).of(keptNotes);
	}
}
