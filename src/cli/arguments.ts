import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { mappingOf, type Mapping } from '#datasets/mapping/mapping.ts';
import { defaultSettings, type ImportSettings } from '#intake/record/import-settings.ts';
import { Failure, messageOf } from '#lib/failure.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;

export interface GivenOptions {
	values: Record<string, string | boolean | string[] | undefined>;
	positionals: string[];
}

/** Reads the arguments of one command. @throws `usage` for what it does not know. */
export function readArguments(args: string[], options: Options): GivenOptions {
	try {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		return { values: values as GivenOptions['values'], positionals };
	} catch (cause) {
		throw new Failure('usage', messageOf(cause).split('\n')[0]!, { cause });
	}
}

/** Options that say how sources are to be read: all of them, or with `FILE=` in front that one. */
export const importOptions = {
	as: { type: 'string', multiple: true },
	year: { type: 'string', multiple: true },
	zone: { type: 'string', multiple: true },
	host: { type: 'string', multiple: true },
	map: { type: 'string', multiple: true }
} as const satisfies Options;

type ImportOption = keyof typeof importOptions;

/**
 * How each of some files is to be read.
 * @throws `usage` for what cannot be said of a file, before any is read
 */
export function importSettings(
	{ values }: GivenOptions,
	paths: readonly string[]
): (path: string) => ImportSettings {
	const settings = new Map(paths.map((path) => [path, settingsOf(path)]));
	return (path) => settings.get(path)!;

	function settingsOf(path: string): ImportSettings {
		const said = (option: ImportOption) =>
			saidOf(path, paths, (values[option] as string[] | undefined) ?? []);
		return {
			...defaultSettings,
			as: said('as') ?? null,
			zone: said('zone') ?? defaultSettings.zone,
			year: yearOf(said('year')),
			host: hostOf(said('host')),
			mapping: mappingIn(said('map'))
		};
	}
}

/** What is said of a file: by its path, else of all of them; the last word counts. */
function saidOf(
	path: string,
	paths: readonly string[],
	given: readonly string[]
): string | undefined {
	const own = given.filter((text) => text.startsWith(`${path}=`)).at(-1);
	if (own !== undefined) return own.slice(path.length + 1);
	return given.filter((text) => !paths.some((other) => text.startsWith(`${other}=`))).at(-1);
}

/** @throws `usage` for a file that is none of those that are read */
function hostOf(text: string | undefined): string | null {
	if (text?.includes('=') !== true) return text ?? null;
	throw new Failure('usage', `not a host, nor one of the files: ${text}`);
}

/** A mapping out of a file of JSON. @throws `usage` that names the file */
function mappingIn(path: string | undefined): Mapping | null {
	if (path === undefined) return null;
	try {
		return mappingOf(JSON.parse(readFileSync(path, 'utf8')));
	} catch (cause) {
		throw new Failure('usage', `${messageOf(cause)} (in ${path})`, { cause });
	}
}

function yearOf(text: string | undefined): number | null {
	if (text === undefined) return null;
	if (/^\d{4}$/.test(text)) return Number(text);
	throw new Failure('usage', `not a year: ${text}`);
}
