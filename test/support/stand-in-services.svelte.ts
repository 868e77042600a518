import type { AlertRow } from '#investigation/result.ts';
import type { Services } from '../../src/app/services/services.ts';
import { History } from '../../src/app/services/history.svelte.ts';
import { Notices } from '../../src/app/services/notices.svelte.ts';
import { storageOver } from '../../src/app/services/storage.ts';
import { keyText } from '../../src/app/services/storage/collections.ts';
import { memoryCollections } from '../../src/app/services/storage/memory-collections.ts';
import type { Stored } from '../../src/app/services/stored.ts';
import { Voice } from '../../src/app/services/voice.svelte.ts';

/** All that a place may ask of the rest of the page, with a log of what was written to the storage. */
export class StandInServices implements Services {
	/** Collection and key of each record that was written or taken out. */
	readonly writes: string[] = [];
	readonly kept = storageOver(memoryCollections(), {
		onaside: () => undefined,
		onkept: (collection, key) => this.writes.push(`${collection} ${keyText(key)}`)
	});
	readonly storage = Promise.resolve(this.kept);
	readonly history = new History();
	readonly notices = new Notices();
	readonly voice = new Voice();
	readonly platform: Services['platform'];
	readonly ask: Services['ask'];
	readonly engine: Services['engine'] = {
		state: 'ready',
		place: 'memory',
		version: 'DuckDB v1.4.3',
		reason: null
	};
	/** How often all that is kept was deleted. */
	cleared = 0;

	/** @param zone that of the machine */
	constructor(ask: Services['ask'], zone = 'Asia/Kolkata') {
		this.ask = ask;
		this.platform = { zone: () => zone };
	}

	alertOf: () => AlertRow | null = () => null;
	/** Whether this tab writes the case. */
	writesCase = true;

	get alert(): AlertRow | null {
		return this.alertOf();
	}
	nameOf(alertId: string): string {
		return `The alert ${alertId}`;
	}
	readonly mayChange = () => this.writesCase;

	async stored(): Promise<Stored> {
		return { collections: await this.kept.measured(), database: 1_300_000_000, all: null };
	}

	async clearStored(): Promise<void> {
		this.cleared++;
	}
}
