import type { Key } from './storage/collections.ts';

/** What the tabs of this origin tell each other. */
export type TabMessage =
	/** A record of the collection of that name is another now. */
	| { kind: 'kept'; place: string; key: Key }
	/** Whoever writes the case is asked to let another tab do it. */
	| { kind: 'give way'; of: string }
	/** The writer finishes first what it has at hand. */
	| { kind: 'finishing'; of: string }
	/** All is kept; the right to write is free to be taken. */
	| { kind: 'gave way'; of: string };

export interface Channel {
	post(message: TabMessage): void;
	/** Hears what the other tabs post. */
	onMessage(heard: (message: TabMessage) => void): void;
}

export interface HeldCase {
	/** Resolves where another tab took it. */
	lost: Promise<void>;
	release(): void;
}

/** How one asks for a right that one tab at a time has: at most now, once it is free, or whoever has it. */
export type Way = 'if free' | 'in turn' | 'at once';

export interface Rights {
	/**
	 * @returns null where it was asked for `if free` and is not
	 * @throws where `signal` ended the waiting
	 */
	ask(name: string, way: Way, signal?: AbortSignal): Promise<HeldCase | null>;
}

/** What the platform of the tabs offers. */
export interface Tabs {
	channel: Channel;
	rights: Rights;
}

const CHANNEL = 'lookdeeper';

/** The tabs of a browser. Where it has no locks, every tab may write. */
export function browserTabs(): Tabs {
	const channel = new BroadcastChannel(CHANNEL);
	const locks = (navigator as { locks?: LockManager }).locks;
	return {
		channel: {
			post: (message) => channel.postMessage(message),
			onMessage: (heard) =>
				channel.addEventListener('message', ({ data }) => heard(data as TabMessage))
		},
		rights: { ask: locks === undefined ? askNobody : (...asked) => askLock(locks, ...asked) }
	};
}

const never = new Promise<void>(() => undefined);

async function askNobody(): Promise<HeldCase> {
	return { lost: never, release: () => undefined };
}

function askLock(
	locks: LockManager,
	name: string,
	way: Way,
	signal?: AbortSignal
): Promise<HeldCase | null> {
	return new Promise((resolve, reject) => {
		let lose!: () => void;
		const lost = new Promise<void>((gone) => (lose = gone));
		const granted = (lock: Lock | null) => {
			if (lock === null) return resolve(null);
			return new Promise<void>((release) => resolve({ lost, release }));
		};
		locks.request(name, optionsOf(way, signal), granted).catch((error: unknown) => {
			lose();
			reject(error);
		});
	});
}

function optionsOf(way: Way, signal?: AbortSignal): LockOptions {
	if (way === 'if free') return { ifAvailable: true };
	if (way === 'at once') return { steal: true };
	return signal === undefined ? {} : { signal };
}
