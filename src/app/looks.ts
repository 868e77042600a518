import { Failure } from '#lib/failure.ts';

/** What a person looks at beside the answers, and what is asked meanwhile: all of it ends with Cancel. */
export class Looks {
	#cancel = new AbortController();

	/** Of what is under way; another after each Cancel. */
	get signal(): AbortSignal {
		return this.#cancel.signal;
	}

	cancel(): void {
		this.#cancel.abort();
		this.#cancel = new AbortController();
	}

	/**
	 * Asks for what is to be shown. Whoever waits is free at once when it is cancelled, though the database may take
	 * longer to hear of it.
	 * @param own what ends this one alone
	 * @throws `cancelled`; what `ask` throws
	 */
	async look<T>(ask: (signal: AbortSignal) => Promise<T>, own?: AbortSignal): Promise<T> {
		const signal = own === undefined ? this.signal : AbortSignal.any([this.signal, own]);
		const asked = ask(signal);
		asked.catch(() => undefined);
		return Promise.race([asked, aborted(signal)]);
	}
}

function aborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const failure = new Failure('cancelled', 'the reading of rows was cancelled');
		if (signal.aborted) reject(failure);
		signal.addEventListener('abort', () => reject(failure), { once: true });
	});
}
