import { parseArgs } from 'node:util';
import { compared, loop, machine } from './machine.mjs';
import { openPage } from './open-page.mjs';

/**
 * Takes the figures of the page so many times, and with `--against COMMIT` those of that commit's page in turns with
 * it. Gives what was taken, how to tell one figure of it, and what of the report is the same for all.
 * @param take the figures of one turn, by a browser and an address
 * @param first what is done once before with either page, and not counted
 */
export async function inTurns(args, times, take, first = async () => undefined) {
	const { against } = parseArgs({ args, options: { against: { type: 'string' } } }).values;
	const { browser, url, former, close } = await openPage(against);
	const loops = [loop()];
	const now = [];
	const before = former === null ? null : [];
	const sides = [{ url, taken: now }, ...(former === null ? [] : [{ ...former, taken: before }])];
	for (const side of sides) await first(browser, side.url);
	for (let count = 0; count < times; count++) {
		for (const side of sides) side.taken.push(await take(browser, side.url));
		loops.push(loop());
	}
	await close();
	return {
		now,
		told: (pick) => compared(now.map(pick), before?.map(pick) ?? null),
		head: { machine: machine(browser, loops), against: former?.commit ?? null }
	};
}
