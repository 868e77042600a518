import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { mappingOf, type Mapping } from '#datasets/mapping/mapping.ts';
import { defaultSettings, type ImportSettings } from '#intake/record/import-settings.ts';
import { Failure, messageOf } from '#lib/failure.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;

export interface GivenOptions {
	values: Record<string, string | boolean | undefined>;
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

/** Options that say how sources are to be read. */
export const importOptions: Options = {
	as: { type: 'string' },
	year: { type: 'string' },
	zone: { type: 'string' },
	host: { type: 'string' },
	map: { type: 'string' }
};

export function importSettings({ values }: GivenOptions): ImportSettings {
	return {
		...defaultSettings,
		as: (values.as as string | undefined) ?? null,
		zone: (values.zone as string | undefined) ?? defaultSettings.zone,
		year: yearOf(values.year as string | undefined),
		host: (values.host as string | undefined) ?? null,
		mapping: mappingIn(values.map as string | undefined)
	};
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
