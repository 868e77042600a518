import { expect, it } from 'vitest';
import { variableCallsIn } from './variable-calls.ts';

it.each([
	["getvariable('window')", ['window']],
	["GetVariable ( /* of */ 'window' )", ['window']],
	[`"getvariable"('a') + getvariable('b')`, ['a', 'b']],
	["getvariable('win' || 'dow')", [null]],
	["getvariable('win'\n'dow')", [null]],
	["getvariable(E'window')", [null]],
	['getvariable($$window$$)', [null]],
	["'window'.getvariable()", [null]],
	["'getvariable(1)' || getvariable", []]
])('%s asks for variables by their names', (expression, names) => {
	expect(variableCallsIn(`SELECT ${expression}`).map(({ name }) => name)).toEqual(names);
});
