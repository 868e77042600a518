import type { Services } from '../../services/services.ts';
import { keptFolds } from './kept-folds.ts';

type Around = Pick<Services, 'storage' | 'notices'> & {
	readonly recipe: Pick<Services['recipe'], 'notebook'>;
	readonly cases: Pick<Services['cases'], 'mayChange'>;
};

/** Which parts of the recipe are folded to a line: a matter of the case, and not of its file. */
export class FoldedParts {
	readonly #around: Around;
	#workspace = '';
	#all = $state.raw<ReadonlySet<string>>(new Set());

	constructor(around: Around) {
		this.#around = around;
	}

	has(key: string): boolean {
		return this.#all.has(this.#partOf(key));
	}

	/** A tab that only reads the case folds for itself. */
	async toggle(key: string): Promise<void> {
		const { notices, cases } = this.#around;
		const part = this.#partOf(key);
		const all = new Set(this.#all);
		const isFolded = !all.delete(part);
		if (isFolded) all.add(part);
		this.#all = all;
		if (cases.mayChange()) await notices.guarded(() => this.#keep(part, isFolded), 'case');
	}

	/** Goes over to another case, with what was kept of it. @throws what the storage throws */
	async enter(workspace: string): Promise<void> {
		this.#workspace = workspace;
		this.#all = new Set();
		const kept = await (await this.#kept()).ofCase(workspace);
		if (this.#workspace === workspace)
			this.#all = new Set([...kept.map(({ part }) => part), ...this.#all]);
	}

	/** What another tab kept of the case is what there is. */
	async refresh(): Promise<void> {
		const workspace = this.#workspace;
		const kept = await (await this.#kept()).ofCase(workspace);
		if (this.#workspace === workspace) this.#all = new Set(kept.map(({ part }) => part));
	}

	/** What was kept may be gone. */
	async keepAnew(): Promise<void> {
		for (const part of this.#all) await this.#keep(part, true);
	}

	#partOf(key: string): string {
		return `${this.#around.recipe.notebook?.id ?? ''} ${key}`;
	}

	async #keep(part: string, isFolded: boolean): Promise<void> {
		const workspace = this.#workspace;
		const records = await this.#kept();
		await (isFolded ? records.keep({ workspace, part }) : records.drop([workspace, part]));
	}

	async #kept() {
		return (await this.#around.storage).of(keptFolds);
	}
}
