import type { SqlDesk, SqlFault } from './sql-desk.ts';

/** As long a pause ends what somebody types, in milliseconds. */
const PAUSE = 350;

/** What is wrong with a statement as it is being typed: asked at each pause, and what comes late is dropped. */
export class LiveFault {
	readonly #desk: SqlDesk | null;
	readonly #cell: () => string | null;
	#found = $state.raw<SqlFault | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#version = 0;

	/** @param cell id of the cell whose statement it is */
	constructor(desk: SqlDesk | null, cell: () => string | null) {
		this.#desk = desk;
		this.#cell = cell;
	}

	/** Null where nothing is known to be wrong; reading it is reactive. */
	get current(): SqlFault | null {
		return this.#found;
	}

	/** What was said of another text is no longer said. */
	typed(sql: string): void {
		this.stop();
		this.#found = null;
		const version = this.#version;
		this.#timer = setTimeout(() => void this.#check(sql, version), PAUSE);
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#version++;
	}

	/** Where nothing can be asked, nothing is said. */
	async #check(sql: string, version: number): Promise<void> {
		const found = await this.#desk?.check(sql, this.#cell()).catch(() => null);
		if (version === this.#version) this.#found = found ?? null;
	}
}
