// `npm start`: installs and builds what is missing, then serves the page on this machine alone.
import process from 'node:process';
import { buildPage, page } from './build.mjs';
import { installPackages } from './install.mjs';
import { policyOf } from './policy.mjs';
import { serve } from './serve.mjs';

const PORT = 4173;

process.chdir(new URL('..', import.meta.url).pathname);
installPackages();
if (!buildPage()) process.exit(1);

const server = await serve({ root: page, port: PORT, policy: policyOf(page) });
process.stdout.write(`Lookdeeper is at ${server.url}\n`);

for (const signal of ['SIGINT', 'SIGTERM'])
	process.once(signal, () => {
		void server.close().then(() => process.exit(0));
	});
