import { expect, it } from 'vitest';
import { moved } from './grid-move.ts';
import type { Line } from './table-view.ts';

const date: Line = { type: 'date', date: '2007-01-15' };
const row = (number: number): Line => ({ type: 'row', row: number });
const lines = [date, row(0), row(1), date, ...Array.from({ length: 20 }, (_, i) => row(i + 2))];

function from(line: number, column: number, key: string, ctrlKey = false) {
	const event = { key, ctrlKey, metaKey: false } as KeyboardEvent;
	return moved(event, { line, column }, lines, 3);
}

it('dates are stepped over', () => {
	expect(from(2, 1, 'ArrowDown')).toEqual({ line: 4, column: 1 });
	expect(from(4, 1, 'ArrowUp')).toEqual({ line: 2, column: 1 });
	expect(from(13, 0, 'PageUp')).toEqual({ line: 4, column: 0 });
});

it('every edge holds', () => {
	expect(from(1, 0, 'ArrowUp')).toEqual({ line: 1, column: 0 });
	expect(from(1, 0, 'ArrowLeft')).toEqual({ line: 1, column: 0 });
	expect(from(1, 2, 'ArrowRight')).toEqual({ line: 1, column: 2 });
	expect(from(23, 0, 'ArrowDown')).toEqual({ line: 23, column: 0 });
	expect(from(20, 0, 'PageDown')).toEqual({ line: 23, column: 0 });
});

it('Home and End go along the row, with Control to the first and the last one', () => {
	expect(from(5, 1, 'Home')).toEqual({ line: 5, column: 0 });
	expect(from(5, 1, 'End')).toEqual({ line: 5, column: 2 });
	expect(from(5, 1, 'Home', true)).toEqual({ line: 1, column: 0 });
	expect(from(5, 1, 'End', true)).toEqual({ line: 23, column: 2 });
});

it('other keys lead nowhere', () => {
	expect(from(5, 1, 'y')).toBeNull();
});
