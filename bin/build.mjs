import { ifStale } from './stale.mjs';
import { installPackages } from './install.mjs';

const root = new URL('..', import.meta.url).pathname;
const sources = ['src', 'cells', 'datasets', 'package-lock.json', 'bin/build.mjs'];
const inputsOf = (...more) => [...sources, ...more].map((path) => `${root}${path}`);

/** The page, into dist/page. */
export async function buildPage() {
	installPackages();
	await ifStale(`${root}dist/page.stamp`, inputsOf('index.html', 'vite.config.ts'), async () => {
		process.stderr.write('building the page\n');
		const { build } = await import('vite');
		await build({ root, logLevel: 'warn' });
	});
}

/** The command line, into dist/cli/lookdeeper.mjs. */
export async function buildCommandLine() {
	installPackages();
	await ifStale(`${root}dist/cli.stamp`, inputsOf(), async () => {
		const { build } = await import('vite');
		await build({
			root,
			configFile: false,
			logLevel: 'error',
			build: {
				ssr: 'src/cli/main.ts',
				outDir: 'dist/cli',
				target: 'node20',
				rollupOptions: { output: { entryFileNames: 'lookdeeper.mjs' } }
			}
		});
	});
}
