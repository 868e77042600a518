/** What stands for no value in an event of Windows. */
const nothing = new Set(['', '-', 'N/A', '(null)', 'null']);

/** Names of `system`, the part that every event has. */
export type SystemName =
	'provider' | 'id' | 'number' | 'level' | 'channel' | 'computer' | 'time' | 'message';

/** An event of Windows, however it was exported. */
export class WindowsEvent {
	readonly system = new Map<SystemName, string>();
	/** What its provider says, by the names that the provider gives. */
	readonly data = new Map<string, string>();

	clear(): void {
		this.system.clear();
		this.data.clear();
	}

	/** The first of these that the event has a value for. */
	get(...names: string[]): string | null {
		for (const name of names) {
			const value = this.data.get(name)?.trim();
			if (value !== undefined && !nothing.has(value)) return value;
		}
		return null;
	}

	of(name: SystemName): string | null {
		const value = this.system.get(name)?.trim();
		return value === undefined || nothing.has(value) ? null : value;
	}
}
