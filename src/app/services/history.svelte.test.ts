import { expect, test } from 'vitest';
import { exchange, parameterEdit } from './edits.ts';
import { History } from './history.svelte.ts';

/** A history of a text that is exchanged letter by letter. */
function writing() {
	const history = new History();
	const paper = { text: 'a' };
	const give = async (text: string) => void (paper.text = text);
	function write(text: string, quiet = false) {
		const say = (value: string, again: boolean) => `It says ${value}${again ? ' again' : ''}.`;
		history.add(exchange(paper.text, text, give, say), quiet);
		paper.text = text;
	}
	return { history, paper, write };
}

test('edits are taken back the last one first, and each says what there is again', async () => {
	const { history, paper, write } = writing();
	write('b');
	write('c');
	await history.undo();
	expect([paper.text, history.said]).toEqual(['b', { text: 'It says b again.', offers: 'redo' }]);
	await history.undo();
	expect([paper.text, history.said?.text]).toEqual(['a', 'It says a again.']);
	expect([history.canUndo, history.canRedo]).toEqual([false, true]);
});

test('what was taken back is done again in its order', async () => {
	const { history, paper, write } = writing();
	write('b');
	write('c');
	await Promise.all([history.undo(), history.undo()]);
	await history.redo();
	expect([paper.text, history.said]).toEqual(['b', { text: 'It says b.', offers: 'undo' }]);
	await history.redo();
	expect([paper.text, history.canRedo]).toEqual(['c', false]);
});

test('a new edit ends what could be done again', async () => {
	const { history, paper, write } = writing();
	write('b');
	await history.undo();
	write('d');
	await history.redo();
	expect([paper.text, history.said?.text]).toEqual(['d', 'There is nothing to do again.']);
});

test('edits that come while another is taken back wait for it', async () => {
	const history = new History();
	const order: string[] = [];
	const slow = (name: string, ms: number) =>
		exchange('', name, () => wait(ms).then(() => void order.push(name)), String);
	history.add(slow('first', 0));
	history.add(slow('second', 20));
	await Promise.all([history.undo(), history.undo()]);
	expect(order).toEqual(['second', 'first']);
});

test('a quiet edit says nothing, and nothing to take back is told', async () => {
	const { history, write } = writing();
	write('b', true);
	expect(history.said).toBeNull();
	history.clear();
	await history.undo();
	expect(history.said).toEqual({ text: 'There is nothing to take back.', offers: null });
	history.heard();
	expect(history.said).toBeNull();
});

test('a parameter is told by its label, an empty one as empty, a long one in part', () => {
	const told = (before: string) =>
		parameterEdit({ label: 'Whois' }, before, 'x', async () => undefined).undone();
	expect(told('1 hour')).toBe('Whois: 1 hour again.');
	expect(told(' ')).toBe('Whois: empty again.');
	expect(told('y'.repeat(90))).toBe(`Whois: ${'y'.repeat(60)}… again.`);
});

function wait(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
