// Measures in a real browser on this machine: one JSON object on stdout. Figures of two machines cannot be
// compared; `machine.loop_ms` says how fast this one was while it was measured.
//
//   npm run bench                                        what the page costs, from navigation to verdicts
//   npm run bench -- cancel                              how long Cancel takes where the database does not hear
//   npm run bench -- ingest [--rows N,…] [--only NAME,…] reading large sources, against native programs
import process from 'node:process';
import { installPackages } from './install.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installPackages();
const [what, ...rest] = process.argv.slice(2);
let report;
if (what === undefined) report = await (await import('./bench/page.mjs')).benchPage();
else if (what === 'cancel') report = await (await import('./bench/cancel.mjs')).benchCancel();
else if (what === 'ingest') report = await (await import('./bench/ingest.mjs')).benchIngest(rest);
else {
	process.stderr.write(`nothing to measure is called so: ${what}\n`);
	process.exit(2);
}
process.stdout.write(`${JSON.stringify(report, null, '\t')}\n`);
