import { expect, it } from 'vitest';
import { Looks } from './looks.ts';

/** What a database that does not hear of a cancel does with a statement, and what it was told. */
function deaf() {
	const told: boolean[] = [];
	const ask = (signal: AbortSignal) => {
		signal.addEventListener('abort', () => told.push(true));
		return new Promise<never>(() => undefined);
	};
	return { told, ask };
}

const kindOf = (work: Promise<unknown>) => work.catch((error: { kind: string }) => error.kind);

it('who looks at rows is free at once when it is cancelled, and the database is told', async () => {
	const looks = new Looks();
	const { told, ask } = deaf();
	const own = new AbortController();
	const looked = kindOf(looks.look(ask, own.signal));
	own.abort();
	expect(await looked).toBe('cancelled');
	expect(told).toEqual([true]);
});

it('cancel ends all that is looked at, and nothing that is looked at afterwards', async () => {
	const looks = new Looks();
	const { told, ask } = deaf();
	const looked = [looks.look(ask), looks.look(ask, new AbortController().signal)].map(kindOf);
	looks.cancel();
	expect(await Promise.all(looked)).toEqual(['cancelled', 'cancelled']);
	expect(told).toEqual([true, true]);
	expect(await looks.look(async ({ aborted }) => aborted)).toBe(false);
});
