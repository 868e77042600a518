import type { Services } from '../../src/app/services/services.ts';
import { History } from '../../src/app/services/history.svelte.ts';
import { Notices } from '../../src/app/services/notices.svelte.ts';
import { storageOver } from '../../src/app/services/storage.ts';
import { keyText } from '../../src/app/services/storage/collections.ts';
import { memoryCollections } from '../../src/app/services/storage/memory-collections.ts';
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

	/** @param zone that of the machine */
	constructor(ask: Services['ask'], zone = 'Asia/Kolkata') {
		this.ask = ask;
		this.platform = { zone: () => zone };
	}
}
