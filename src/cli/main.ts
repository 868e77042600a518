import { once } from 'node:events';
import { bringParsers } from '#recipe/parsers.ts';
import { program } from './program.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit(0);
	throw error;
});
await bringParsers();
process.exitCode = await program(process.argv.slice(2), {
	print: async (line) => {
		if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
	},
	complain: (line) => process.stderr.write(`${line}\n`)
});
