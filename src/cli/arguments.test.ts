import { describe, expect, it } from 'vitest';
import { importOptions, importSettings, readArguments } from './arguments.ts';

/** Year, zone and host by which each of the files is read. */
function read(...args: string[]) {
	const given = readArguments(args, importOptions);
	const settingsOf = importSettings(given, given.positionals);
	return given.positionals.map((path) => {
		const { year, zone, host, as } = settingsOf(path);
		return [year, zone, host, as];
	});
}

describe('what is said of files that do not say it themselves', () => {
	it('holds for all of them, or for the one that is named in front', () => {
		const options = ['--year=2007', '--year=b.log=2008', '--zone=Europe/Berlin', '--as=a=b.log=x'];
		expect(read('a.log', 'b.log', 'a=b.log', '--host=b.log=fw-1,2001:db8::1', ...options)).toEqual([
			[2007, 'Europe/Berlin', null, null],
			[2008, 'Europe/Berlin', 'fw-1,2001:db8::1', null],
			[2007, 'Europe/Berlin', null, 'x']
		]);
	});

	it('is refused where it is said of a file that is not read', () => {
		expect(() => read('a.log', '--host=b.log=fw-1')).toThrow('nor one of the files: b.log=fw-1');
		expect(() => read('a.log', '--year=b.log=2007')).toThrow('not a year: b.log=2007');
	});
});
