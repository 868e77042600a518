import { basename } from 'node:path';
import { readBytes } from './read-bytes.ts';
import { observed, optionsOf, sampleAt } from './samples.ts';

/**
 * The expected file of a sample as its format reads it today, for its author to check line by line. What an
 * existing expected file says of settings, modification time and context is kept.
 */
export async function expectedText(path: string): Promise<string> {
	const { bytes, expected } = sampleAt(path);
	const result = await readBytes(bytes, optionsOf({ file: basename(path), expected }));
	const { settings, modified, context } = expected ?? {};
	const file = { settings, modified, context, ...observed(result) };
	return JSON.stringify(file, null, '\t') + '\n';
}
