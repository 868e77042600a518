import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { run } from '../install.mjs';
import { cacheFolder } from './generate/index.mjs';

/** The page as it was at a commit, built once and kept: its folder, and the commit whole. Exits where it is none. */
export function formerPage(name) {
	const commit = commitOf(name);
	const root = join(`${cacheFolder()}-pages`, commit);
	if (!existsSync(root)) build(commit, root);
	return { commit, root };
}

function commitOf(name) {
	try {
		const args = ['rev-parse', '--verify', '--quiet', `${name}^{commit}`];
		return execFileSync('git', args, { encoding: 'utf8' }).trim();
	} catch {
		process.stderr.write(`--against takes a commit of this repository: ${name}\n`);
		process.exit(2);
	}
}

function build(commit, root) {
	process.stderr.write(`building the page of ${commit}\n`);
	const folder = mkdtempSync(join(tmpdir(), 'lookdeeper-former-'));
	const tree = join(folder, 'tree');
	try {
		mustRun('git', ['worktree', 'add', '--quiet', '--detach', tree, commit]);
		installIn(tree);
		mkdirSync(dirname(root), { recursive: true });
		const output = join(folder, 'page');
		const vite = ['--no-install', 'vite', 'build', '--outDir', output, '--emptyOutDir'];
		mustRun('npx', [...vite, '--logLevel', 'warn'], { cwd: tree });
		renameSync(output, root);
	} finally {
		run('git', ['worktree', 'remove', '--force', tree]);
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The packages of today serve a commit that locks the same; others are installed for it. */
function installIn(tree) {
	const same = lockOf('.') === lockOf(tree);
	if (same) symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
	else mustRun('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: tree });
}

function lockOf(folder) {
	return JSON.stringify(
		JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
	);
}

function mustRun(command, args, options) {
	if (run(command, args, options) !== 0) throw new Error(`${command} ${args.join(' ')}`);
}
