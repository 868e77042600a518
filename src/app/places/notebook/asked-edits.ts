import type { Services } from '../../services/services.ts';
import type { NotebookParts } from './notebook-parts.svelte.ts';

/** Whether what is edited waits until somebody asks is kept under this. */
export const ON_DEMAND = 'run on demand';

/** When what is edited is asked: at once, or where somebody asks. */
export class AskedEdits {
	readonly #services: Pick<Services, 'runs' | 'storage'>;
	readonly #parts: NotebookParts;

	constructor(services: Pick<Services, 'runs' | 'storage'>, parts: NotebookParts) {
		this.#services = services;
		this.#parts = parts;
	}

	/** Has what is edited asked at once, or only where somebody asks. */
	async atOnce(isOn: boolean): Promise<void> {
		const { runs, storage } = this.#services;
		runs.held.turn(!isOn);
		if (isOn) void runs.run();
		await (await storage).keepSetting(ON_DEMAND, !isOn);
	}

	async load(): Promise<void> {
		const isOn = await (await this.#services.storage).setting(ON_DEMAND, (kept) => kept === true);
		if (isOn === true) this.#services.runs.held.turn(true);
	}

	/** Asks whatever is not answered for what there is now; what no path asks only where it is at hand. */
	async run(unit = this.#parts.current?.unit ?? null): Promise<void> {
		await this.#services.runs.run();
		if (unit?.type === 'cell') await this.#services.runs.askAlone(unit.cell.spec.id);
	}

	/** Asks what waits for that. */
	async runHeld(): Promise<void> {
		if (this.#services.runs.held.isOn) await this.run();
	}
}
