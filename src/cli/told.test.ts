import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { told } from './told.ts';

it('a message is one line, and names no folder of the machine that was not given', () => {
	const message = `defect: cannot read ${process.cwd()}/.tmp/x\n  nor ${homedir()}/y\u001b`;
	expect(told(message, ['run', 'x.md'])).toBe('defect: cannot read …/.tmp/x nor …/y\\u001b');
	expect(told(`${process.cwd()}/x.md: no`, ['run', `${process.cwd()}/x.md`])).toBe(
		`${process.cwd()}/x.md: no`
	);
});
