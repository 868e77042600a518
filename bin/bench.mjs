// Measures in a real browser on this machine: one JSON object on stdout. Figures of two machines cannot be
// compared; `machine.loop_ms` says how fast this one was while it was measured.
//
//   npm run bench -- [page]                              what the page costs, from navigation to verdicts
//   npm run bench -- cancel                              how long Cancel takes where the database does not hear
//   npm run bench -- ingest [--rows N,…] [--only NAME,…] reading large sources, against native programs
//   npm run bench -- notebook [--only NAME,…] [--rows N] [--records N] [--visits N] [--cell-rows N]   the notebook, each figure with what it must be
//
// Of the notebook a figure that could not be taken is null and says why. Stock vgplot and a bare page of stock
// duckdb-wasm are installed for it in the cache folder of the machine and stand in no lock file; `--rows` are the
// sessions that are brushed (10 M for the figure that is told), `--cell-rows` those that the cells read, `--records`
// those that are read while the longest task is sought.
//
// Each takes `--against COMMIT`: the page of that commit is built and measured in turns with this one.
import process from 'node:process';
import { installPackages } from './install.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installPackages();
const given = process.argv.slice(2);
const [what, ...rest] = given[0]?.startsWith('--') === false ? given : ['page', ...given];
let report;
if (what === 'page') report = await (await import('./bench/page.mjs')).benchPage(rest);
else if (what === 'cancel') report = await (await import('./bench/cancel.mjs')).benchCancel(rest);
else if (what === 'ingest') report = await (await import('./bench/ingest.mjs')).benchIngest(rest);
else if (what === 'notebook')
	report = await (await import('./bench/notebook/index.mjs')).benchNotebook(rest);
else {
	process.stderr.write(`nothing to measure is called so: ${what}\n`);
	process.exit(2);
}
process.stdout.write(`${JSON.stringify(report, null, '\t')}\n`);
