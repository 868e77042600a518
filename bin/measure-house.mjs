// What a change of this code costs, measured on the code itself: one JSON object on stdout.
//
//   npm run measure:house
//
// Functions, classes and imports are read by the TypeScript compiler, tests apart; calls are counted by V8 while the
// first ready incident is run for its alert, for every alert, and once more after an edit of a check.
import process from 'node:process';
import { installPackages } from './install.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installPackages();
const { withModule } = await import('./load-module.mjs');
const { functionsOf, classesOf, exportsOf } = await import('./house/declarations.mjs');
const { ringsOf, floorsOf, tiesBetween } = await import('./house/imports.mjs');
const { countCalls } = await import('./house/calls.mjs');
const files = await withModule('/test/support/source-files.ts', ({ sourceFiles }) =>
	sourceFiles(['src', 'cells', 'datasets'])
);
const report = {
	files: files.length,
	functions: functionsOf(files),
	classes_over_25_members: classesOf(files, 25),
	exported: exportsOf(files),
	rings_of_value_imports: ringsOf(files),
	floors: floorsOf(files, ['src/intake', 'src/engine']),
	ties_both_ways: tiesBetween(files),
	calls: await countCalls()
};
process.stdout.write(`${JSON.stringify(report, null, '\t')}\n`);
