import type { ReadAnswer } from './reader-protocol.ts';

/** The answer of that type. */
export type AnswerOf<T extends ReadAnswer['type']> = Extract<ReadAnswer, { type: T }>;

interface Awaited {
	resolve: (answer: ReadAnswer) => void;
	reject: (error: Error) => void;
}

/** Orders that are under way, by what answers them: an answer's type, and its number where it has one. */
export class AwaitedAnswers {
	readonly #awaited = new Map<string, Awaited>();

	add<T extends ReadAnswer['type']>(type: T, number: number | null): Promise<AnswerOf<T>> {
		return new Promise((resolve, reject) => {
			const done = resolve as Awaited['resolve'];
			this.#awaited.set(keyOf(type, number), { resolve: done, reject });
		});
	}

	/** Hands an answer to who awaits it; to nobody where it was given up. */
	settle(answer: ReadAnswer): void {
		const key = keyOf(answer.type, 'number' in answer ? answer.number : null);
		this.#awaited.get(key)?.resolve(answer);
		this.#awaited.delete(key);
	}

	/** Ends every order that is under way. */
	fail(error: Error): void {
		for (const { reject } of this.#awaited.values()) reject(error);
		this.#awaited.clear();
	}
}

function keyOf(type: ReadAnswer['type'], number: number | null): string {
	return `${type} ${number ?? ''}`;
}
