import type { Agreement } from '#compare/agreement.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { listAlerts } from '#investigation/alerts.ts';
import { stampText } from '#lib/format-time.ts';
import { utc } from '#lib/zone.ts';
import type { AlertRow } from '#investigation/result.ts';
import { SHOWN_ALERTS } from './catalogue-queries.ts';
import type { SweepStore } from './sweep-store.svelte.ts';
import type { AlertsState } from './services/investigation-state.ts';

/** The alerts that are loaded, and the one at hand. */
export class AlertStore implements AlertsState {
	#rows = $state.raw<readonly AlertRow[]>([]);
	#count = $state.raw(0);
	#current = $state.raw<AlertRow | null>(null);
	readonly #sweep: SweepStore;

	constructor(sweep: SweepStore) {
		this.#sweep = sweep;
	}

	get rows(): readonly AlertRow[] {
		return this.#rows;
	}
	get count(): number {
		return this.#count;
	}
	get current(): AlertRow | null {
		return this.#current;
	}
	get agreement(): Agreement | null {
		return this.#sweep.agreement;
	}
	get agreementEarlier(): AlertsState['agreementEarlier'] {
		return this.#sweep.earlier;
	}
	get agreementState(): AlertsState['agreementState'] {
		return this.#sweep.state;
	}

	clear(): void {
		this.#rows = [];
		this.#count = 0;
		this.#current = null;
	}

	/** How a sentence begins that tells of an alert: that at hand needs no name. */
	nameOf(alertId: string): string {
		if (alertId === this.#current?.alert_id) return 'The alert';
		const { ts = null, signature = null } = this.#find(alertId) ?? {};
		const time = ts === null ? '' : ` of ${stampText(ts, utc)}`;
		return `The alert “${signature ?? 'no signature'}”${time}`;
	}

	pick(alertId: string): void {
		this.#current = this.#find(alertId) ?? this.#current;
	}

	/** Lists what is loaded now; the alert at hand stays, else `wanted` is, else the first. */
	async refresh(
		connection: Pick<Connection, 'query'>,
		count: number,
		wanted: string | null
	): Promise<void> {
		this.#rows = await listAlerts(connection, SHOWN_ALERTS);
		this.#count = count;
		const still = this.#find(this.#current?.alert_id ?? wanted);
		this.#current = still ?? this.#rows[0] ?? null;
	}

	#find(alertId: string | null): AlertRow | undefined {
		return this.#rows.find(({ alert_id }) => alert_id === alertId);
	}
}
