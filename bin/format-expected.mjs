// Prints (or with --write, writes beside it) the expected file of each sample that is named.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createServer } from 'vite';
import { format, resolveConfig } from 'prettier';

const paths = process.argv.slice(2).filter((argument) => argument !== '--write');
const write = process.argv.includes('--write');
if (paths.length === 0) {
	process.stderr.write('usage: npm run format:expected -- [--write] SAMPLE…\n');
	process.exit(2);
}

const samples = paths.map((path) => resolve(path));
process.chdir(new URL('..', import.meta.url).pathname);
const server = await createServer({
	server: { middlewareMode: true, ws: false },
	appType: 'custom',
	logLevel: 'error',
	optimizeDeps: { noDiscovery: true }
});
try {
	const { expectedText } = await server.ssrLoadModule('/test/support/print-expected.ts');
	for (const sample of samples) {
		const file = `${sample}.expected.json`;
		const style = await resolveConfig(file);
		const text = await format(await expectedText(sample), { ...style, filepath: file });
		if (write) writeFileSync(file, text);
		else process.stdout.write(text);
	}
} finally {
	await server.close();
}
