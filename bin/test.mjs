// Everything that must hold before a change lands, and one line at the end that counts it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { ensureBrowser, findFirefox } from './browser.mjs';
import { installPackages, run } from './install.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installPackages();
mkdirSync('artifacts', { recursive: true });

const tally = { passed: 0, failed: 0 };

function count(ok) {
	if (ok) tally.passed++;
	else tally.failed++;
	return ok;
}

function title(text) {
	process.stdout.write(`\n== ${text}\n`);
}

/** Runs a command beside others; its exit code and all that it wrote. */
function runAside(command, args) {
	return new Promise((done) => {
		const pieces = [];
		const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (piece) => pieces.push(piece));
		child.on('error', (error) => done({ code: 1, output: `${error.message}\n` }));
		child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(pieces) }));
	});
}

/**
 * Runs checks that hardly use more than one core side by side; each is shown whole, in this order. Whether the last
 * one held.
 */
async function checks(all) {
	const running = all.map(([name, command, ...args]) => [name, runAside(command, args)]);
	let held = true;
	for (const [name, result] of running) {
		title(name);
		const { code, output } = await result;
		process.stdout.write(output);
		held = count(code === 0);
	}
	return held;
}

/** Runs one project of tests; one that has no test yet is nothing to count. */
function suite(project, env = {}, without = []) {
	title(`tests: ${project}`);
	const report = `artifacts/${project}.json`;
	rmSync(report, { force: true });
	const left = without.flatMap((path) => ['--exclude', path]);
	const args = ['run', '--project', project, '--passWithNoTests', ...left];
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const code = run('npx', ['--no-install', 'vitest', ...args, ...reporters], {
		env: { ...process.env, ...env }
	});
	const { passed, failed } = resultOf(report);
	tally.passed += passed;
	tally.failed += failed;
	if (code !== 0 && failed === 0) tally.failed++;
}

function resultOf(report) {
	if (!existsSync(report)) return { passed: 0, failed: 0 };
	const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
	return { passed: numPassedTests, failed: numFailedTests };
}

/** What cannot be looked at where there is no Firefox, which is said. */
function withoutFirefox() {
	if (findFirefox() !== null) return [];
	process.stdout.write(
		'no Firefox: what the page does there is not tested; install it, or set FIREFOX_PATH\n'
	);
	return ['test/journeys/firefox.test.ts'];
}

/** The built page in a real browser. */
function journeys() {
	const browser = ensureBrowser();
	if (browser === null) count(false);
	else suite('journeys', { CHROMIUM_PATH: browser }, withoutFirefox());
}

if (process.argv.includes('--corpus')) {
	suite('corpus');
} else {
	const hasPage = await checks([
		['types', 'npx', '--no-install', 'svelte-check', '--tsconfig', './tsconfig.json'],
		['lint', 'npx', '--no-install', 'eslint', '.'],
		['style', 'npx', '--no-install', 'prettier', '--check', '.'],
		['page', process.execPath, 'bin/build-page.mjs']
	]);
	suite('unit');
	suite('component');
	if (hasPage) journeys();
}

process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed\n`);
process.exit(tally.failed === 0 ? 0 : 1);
