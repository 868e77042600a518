import { canonicalAddress } from '#lib/address.ts';
import type { AsaWords } from './words.ts';

/** The addresses of the device itself, as the lines of its interfaces tell them. */
export class OwnAddresses {
	readonly #found = new Set<string>();
	/** Names of interfaces that are described. */
	readonly #described = new Set<string>();
	/** True where an interface has an address that its line does not tell. */
	#isPartial = false;

	/** Whether an interface is described. */
	get isTold(): boolean {
		return this.#described.size > 0;
	}

	describe(name: string): void {
		this.#described.add(name);
	}

	/** Takes what stands behind `ip address`, or `ipv6 address`. */
	take(words: AsaWords, names: ReadonlyMap<string, string>): void {
		const isTold = this.#takeAddress(words, names);
		if (isTold && /^[\d.]+$/.test(words.word)) words.take();
		const isSpareTold = !words.takes('standby') || this.#takeAddress(words, names);
		if (!isTold || !isSpareTold || !words.isEnd) this.#isPartial = true;
	}

	#takeAddress(words: AsaWords, names: ReadonlyMap<string, string>): boolean {
		if (words.isEnd) return false;
		const word = words.take().replace(/\/\d+$/, '');
		const address = canonicalAddress(names.get(word) ?? word);
		if (address !== null) this.#found.add(address);
		return address !== null;
	}

	/**
	 * All of them, separated by commas; null where they are not all told.
	 *
	 * @param bound names of the interfaces of which it is known that there are
	 */
	known(bound: Iterable<string>): string | null {
		const isWhole = [...bound].every((name) => this.#described.has(name));
		if (this.#isPartial || !isWhole || this.#found.size === 0) return null;
		return [...this.#found].join();
	}
}
