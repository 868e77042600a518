import { afterAll, beforeAll, expect, it } from 'vitest';
import { parameterTypes, type ParameterType } from '#cells/parameter.ts';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { setVariable, Variables } from './parameters.ts';

let bench: Bench;
beforeAll(async () => void (bench = await emptyBench()));
afterAll(() => bench.engine.close());

const parameter = (type: ParameterType, given = '') => ({
	name: 'given',
	type,
	label: 'given',
	default: given,
	choices: [],
	inPlace: false
});

const refusal = (type: ParameterType, value: string) =>
	setVariable(bench.connection, parameter(type), value);

it.each([
	'-1 hour',
	'0 seconds',
	'0:00:00',
	'-0:00:01',
	'1 hour -2 hours',
	'1 month -29 days',
	'1 month -30 days',
	'-14 months',
	'1 day ago'
])('an interval in which nothing can lie is refused: %s', async (value) => {
	expect(await refusal('interval', value)).toBe(`it is not longer than nothing: ${value}`);
});

it.each(['1 hour', '1:30:00', '2 weeks', '14 months', '1 microsecond', '1 month 1 second'])(
	'an interval that is longer than nothing is taken: %s',
	async (value) => {
		expect(await refusal('interval', value)).toBe(null);
	}
);

it.each(['7.5', '7.0001', '1e-3', '-0.5', '9007199254740993.5'])(
	'what is no whole number is refused for an integer, and not rounded: %s',
	async (value) => {
		expect(await refusal('integer', value)).toBe(`it is no whole number: ${value}`);
	}
);

it.each(['7', '-7', ' 7 ', '7.0', '9007199254740993'])(
	'a whole number is taken for an integer: %s',
	async (value) => {
		expect(await refusal('integer', value)).toBe(null);
	}
);

it.each([
	['number', 'nan', 'it is no number: nan'],
	['number', 'infinity', 'it is no number: infinity'],
	['timestamp', '-infinity', 'it is no moment: -infinity'],
	['time range', '2007-01-02/2007-01-01', 'it ends before it begins']
] as const)('a %s beside which nothing can lie is refused: %s', async (type, value, said) => {
	expect(await refusal(type, value)).toBe(said);
});

it.each(parameterTypes.filter((type) => type !== 'text'))(
	'what is nothing of its type is refused: %s',
	async (type) => {
		expect(await refusal(type, 'some words')).not.toBe(null);
	}
);

it('a value that is refused leaves a parameter without one, and not with that of before', async () => {
	const variables = new Variables(bench.connection);
	await variables.give([parameter('interval')], { given: '1 hour' });
	await variables.give([parameter('interval')], { given: '-1 hour' });
	const { rows } = await bench.connection.query(`SELECT getvariable('given') IS NULL`);
	expect(rows).toEqual([[true]]);
});
