// Prints (or with --write, writes beside it) the expected file of each sample that is named.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { withModule } from './load-module.mjs';

const paths = process.argv.slice(2).filter((argument) => argument !== '--write');
const write = process.argv.includes('--write');
if (paths.length === 0) {
	process.stderr.write('usage: npm run format:expected -- [--write] SAMPLE…\n');
	process.exit(2);
}

const samples = paths.map((path) => resolve(path));
await withModule('/test/support/print-expected.ts', async ({ expectedText }) => {
	for (const sample of samples) {
		const file = `${sample}.expected.json`;
		const style = await resolveConfig(file);
		const text = await format(await expectedText(sample), { ...style, filepath: file });
		if (write) writeFileSync(file, text);
		else process.stdout.write(text);
	}
});
