import { unreadable } from './unreadable.ts';
import { expect, it } from 'vitest';
import { Failure } from './failure.ts';

it('tells its kind, its place and its cause in one line', () => {
	const cause = new Error('deeper');
	const failure = new Failure('query failed', 'no such table: x', { place: 'cell 3', cause });
	expect(failure.line).toBe('query failed: cell 3: no such table: x');
	expect(failure.cause).toBe(cause);
});

it('has no stack where a record is not readable, and leaves that of every other error alone', () => {
	expect(unreadable('cut').stack).not.toMatch(/\n\s+at /);
	expect(new Failure('defect', 'twice').stack).toMatch(/\n\s+at /);
	expect(new Error('any').stack).toMatch(/\n\s+at /);
});
