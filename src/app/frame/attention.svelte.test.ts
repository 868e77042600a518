import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchAttention } from './attention.ts';

let stop: () => void;
const seen: [string, string, number][] = [];

beforeEach(() => {
	vi.useFakeTimers();
	seen.length = 0;
	document.body.innerHTML =
		'<section data-path="triage"><article data-cell="exposure"><p id="in">x</p></article></section><p id="out"></p>';
	stop = watchAttention((...each) => seen.push(each));
});

afterEach(() => {
	stop();
	vi.useRealTimers();
	document.body.replaceChildren();
});

function point(id: string) {
	document.getElementById(id)!.dispatchEvent(new Event('pointermove', { bubbles: true }));
}

test('a second with the pointer on a step counts for that step', () => {
	point('in');
	vi.advanceTimersByTime(3000);
	expect(seen).toEqual(new Array(3).fill(['triage', 'exposure', 1]));
});

test('nothing counts beside the steps, or before there was any input', () => {
	vi.advanceTimersByTime(2000);
	point('out');
	vi.advanceTimersByTime(2000);
	expect(seen).toEqual([]);
});

test('half a minute without input is nobody looking', () => {
	point('in');
	vi.advanceTimersByTime(120_000);
	expect(seen).toHaveLength(30);
	point('in');
	vi.advanceTimersByTime(1000);
	expect(seen).toHaveLength(31);
});

test('a page that is hidden is not looked at', () => {
	const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
	point('in');
	vi.advanceTimersByTime(2000);
	hidden.mockRestore();
	expect(seen).toEqual([]);
});

test('it ends when told to', () => {
	point('in');
	stop();
	vi.advanceTimersByTime(5000);
	expect(seen).toEqual([]);
});
