import { textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';

/** The machine that the analyst said wrote a log, held against those that its records name. */
export class GivenMachine {
	readonly #sink: Sink;
	readonly #names: readonly string[];

	constructor(sink: Sink) {
		this.#sink = sink;
		const { host, addresses } = sink.settings;
		const names = host === null ? [] : host.split(',');
		this.#names = [...names, ...addresses].map((name) => name.toLowerCase());
	}

	/** Whether a record that names its machine names this one; where it names another, the receipt says so. */
	isNamed(bytes: Uint8Array, start: number, end: number): boolean {
		if (this.#names.length === 0) return false;
		if (this.#names.includes(textOf(bytes, start, end).toLowerCase())) return true;
		this.#sink.note(
			`records name another machine than the one that was given (${this.#names[0]}), which is not used for them`
		);
		return false;
	}
}
