import type { CoverageNeed } from '#engine/store/missing.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import type { AlertDesk } from './alert-desk.ts';
import { awayClaims } from './away-claims.ts';
import { needsKey, type Situation } from './basis.ts';
import { missingNeeds, type MissingNeed } from './missing-needs.ts';
import { everyCoverageNeed, type CoverageNeeds } from './coverage-needs.ts';

/** What the loaded data cannot speak for, looked for once for each alert and state of the data. */
export class Outlook {
	readonly #looked = new Map<string, string>();
	/** What is missing of what cells need, by the need's key. */
	readonly missing = new Map<string, string>();
	/** What the recipe needs and is not loaded, and for what of the world that was looked. */
	needs: { key: string; missing: readonly MissingNeed[] } = { key: '', missing: [] };

	/** Why claims are about what is not loaded, by the id of the cell. */
	away: ReadonlyMap<string, string> = new Map();

	/** For another alert, or another database. */
	clear(): void {
		this.#looked.clear();
		this.missing.clear();
	}

	/** Looks for all that was not looked for, or of which the data or the window has changed. */
	async look(
		desk: AlertDesk,
		connection: Connection,
		{ now, sights }: { now: Situation; sights: CoverageNeeds }
	): Promise<void> {
		const { cells } = now.notebook.analysis;
		const tables = this.#lookAtTables(desk, now, sights);
		const needs = this.#lookForNeeds(connection, now);
		[this.away] = await Promise.all([awayClaims(connection, cells), tables, needs]);
	}

	async #lookAtTables(desk: AlertDesk, now: Situation, sights: CoverageNeeds): Promise<void> {
		const intervals = intervalsOf(now);
		const stateOf = ({ table }: CoverageNeed) => `${now.world.versionOf(table)} ${intervals}`;
		const open = everyCoverageNeed(sights).filter(
			(sight) => this.#looked.get(sight.key) !== stateOf(sight)
		);
		const found = await desk.look(open);
		for (const sight of open) {
			const { key } = sight;
			this.#looked.set(key, stateOf(sight));
			const reason = found.get(key);
			if (reason === undefined) this.missing.delete(key);
			else this.missing.set(key, reason);
		}
	}

	async #lookForNeeds(connection: Connection, now: Situation): Promise<void> {
		const key = needsKey(now);
		if (this.needs.key === key) return;
		this.needs = { key, missing: await missingNeeds(connection, now.notebook.needs) };
	}
}

/** The values that say how far cells look, as one text. */
function intervalsOf({ notebook, world }: Situation): string {
	const intervals = notebook.parameters.filter(({ type }) => type === 'interval');
	return JSON.stringify(intervals.map(({ name }) => world.values[name] ?? null));
}
