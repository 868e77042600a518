import { homedir, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { shownLine } from './escapes.ts';

/**
 * A message as one line for a terminal. Of the folders of this machine it names those alone that were given on
 * the command line.
 * @param given the arguments
 */
export function told(message: string, given: readonly string[]): string {
	const program = dirname(dirname(process.argv[1] ?? ''));
	const own = [program, process.cwd(), homedir(), tmpdir()].filter(
		(folder) => folder.length > 1 && !given.some((argument) => argument.includes(folder))
	);
	const line = message.replace(/\s*\n\s*/g, ' ');
	return shownLine(own.reduce((text, folder) => text.replaceAll(folder, '…'), line));
}
