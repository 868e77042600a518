import { expect, it } from 'vitest';
import { moved } from './grid-move.ts';

function from(row: number, column: number, key: string, ctrlKey = false) {
	const event = { key, ctrlKey, metaKey: false };
	return moved(event, { row, column }, { rows: 24, columns: 3, first: -1 });
}

it('arrows lead to the next cell, and from the first row to the head', () => {
	expect(from(2, 1, 'ArrowDown')).toEqual({ row: 3, column: 1 });
	expect(from(0, 1, 'ArrowUp')).toEqual({ row: -1, column: 1 });
	expect(from(-1, 1, 'ArrowDown')).toEqual({ row: 0, column: 1 });
});

it('every edge holds', () => {
	expect(from(-1, 0, 'ArrowUp')).toEqual({ row: -1, column: 0 });
	expect(from(1, 0, 'ArrowLeft')).toEqual({ row: 1, column: 0 });
	expect(from(1, 2, 'ArrowRight')).toEqual({ row: 1, column: 2 });
	expect(from(23, 0, 'ArrowDown')).toEqual({ row: 23, column: 0 });
	expect(from(20, 0, 'PageDown')).toEqual({ row: 23, column: 0 });
	expect(from(5, 0, 'PageUp')).toEqual({ row: 0, column: 0 });
});

it('Home and End go along the row, with Control to the first and the last one', () => {
	expect(from(5, 1, 'Home')).toEqual({ row: 5, column: 0 });
	expect(from(5, 1, 'End')).toEqual({ row: 5, column: 2 });
	expect(from(5, 1, 'Home', true)).toEqual({ row: 0, column: 0 });
	expect(from(5, 1, 'End', true)).toEqual({ row: 23, column: 2 });
});

it('other keys lead nowhere', () => {
	expect(from(5, 1, 'y')).toBeNull();
});
