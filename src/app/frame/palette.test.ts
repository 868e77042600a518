import { expect, test } from 'vitest';
import { bestMatches, type Worded } from './palette.ts';

function command(title: string, group = 'place'): Worded {
	return { id: title, title, group, act: () => undefined };
}

const commands = [command('Open the data'), command('Data'), command('Run', 'action')];

test('every word must be found, in the title or in its group', () => {
	expect(bestMatches(commands, 'data open').map(({ id }) => id)).toEqual(['Open the data']);
	expect(bestMatches(commands, 'action').map(({ id }) => id)).toEqual(['Run']);
	expect(bestMatches(commands, 'nothing')).toEqual([]);
});

test('what begins with the words comes first', () => {
	expect(bestMatches(commands, 'DATA').map(({ id }) => id)).toEqual(['Data', 'Open the data']);
});

test('without words everything is offered, in its order', () => {
	expect(bestMatches(commands, ' ')).toEqual(commands);
});
