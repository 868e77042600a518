// Everything that must hold before a change lands, and one line at the end that counts it.
import { mkdirSync, readFileSync } from 'node:fs';
import { installPackages, run } from './install.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installPackages();
mkdirSync('artifacts', { recursive: true });

const tally = { passed: 0, failed: 0 };

function count(ok) {
	if (ok) tally.passed++;
	else tally.failed++;
}

function step(title, args) {
	process.stdout.write(`\n== ${title}\n`);
	const ok = run('npx', ['--no-install', ...args]) === 0;
	count(ok);
}

function suite(project) {
	process.stdout.write(`\n== tests: ${project}\n`);
	const report = `artifacts/${project}.json`;
	const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
	const code = run('npx', ['--no-install', 'vitest', ...args, `--outputFile.json=${report}`]);
	const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
	tally.passed += numPassedTests;
	tally.failed += numFailedTests;
	if (code !== 0 && numFailedTests === 0) tally.failed++;
}

if (process.argv.includes('--corpus')) {
	suite('corpus');
} else {
	step('types', ['svelte-check', '--tsconfig', './tsconfig.json']);
	step('lint', ['eslint', '.']);
	step('style', ['prettier', '--check', '.']);
	suite('unit');
}

process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed\n`);
process.exit(tally.failed === 0 ? 0 : 1);
